using Unlearn.Core.Names;

namespace Unlearn.Tool.Manifests;

/// <summary>The file that a person means by a manifest's name: <c>mine.unlearn.yaml</c>, or <c>mine</c> for short.</summary>
internal static class ManifestPath
{
    /// <summary>The file, or null where there is none of either name.</summary>
    public static string? Find(string given) =>
        new[] { given, given + ManifestFile.Extension }.FirstOrDefault(static path =>
            path.Length > 0 && File.Exists(path)
        );
}
