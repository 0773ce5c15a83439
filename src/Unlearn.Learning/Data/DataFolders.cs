namespace Unlearn.Learning.Data;

/// <summary>Where dataset files are looked for, in order: <c>--data</c>, then the environment variable <c>UNLEARN_DATA</c>, then the user's cache.</summary>
/// <param name="Folders">Existing or not, absolute paths.</param>
/// <param name="Base">The folder that relative <c>path:</c> options start from: the manifest's.</param>
public sealed record DataFolders(IReadOnlyList<string> Folders, string Base);
