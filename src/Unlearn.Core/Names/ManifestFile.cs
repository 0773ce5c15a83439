namespace Unlearn.Core.Names;

/// <summary>What manifests are called: as files, and as items of projects that compile them.</summary>
public static class ManifestFile
{
    /// <summary>The end of a manifest's name.</summary>
    public const string Extension = ".unlearn.yaml";

    /// <summary>The kind of item that projects list manifests as.</summary>
    public const string ItemType = "UnlearningManifest";

    /// <summary>The option of a file by which the compiler tells its kind of item.</summary>
    public const string ItemTypeOption = "build_metadata.AdditionalFiles.SourceItemGroup";

    /// <summary>The key that says which component is meant, where its name in the manifest does not.</summary>
    public const string TypeKey = "type";

    /// <summary>
    /// What experiments and the entries of a manifest's maps may be called, as a regular expression: letters, digits, dots, underscores and
    /// hyphens, the first a letter or digit, at most 100. Names become parts of file names.
    /// </summary>
    public const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";
}
