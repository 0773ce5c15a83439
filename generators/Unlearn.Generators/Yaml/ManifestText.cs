namespace Unlearn.Generators.Yaml;

/// <summary>A manifest as it was read; <paramref name="Text"/> is null when the file cannot be read.</summary>
internal sealed record ManifestText(string Path, string? Text);
