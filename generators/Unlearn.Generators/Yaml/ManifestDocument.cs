using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;

namespace Unlearn.Generators.Yaml;

/// <summary>A manifest as a positioned tree; <paramref name="Root"/> is null when its syntax is broken.</summary>
internal sealed record ManifestDocument(
    ManifestText Source,
    YamlNode? Root,
    EquatableArray<DiagnosticInfo> Diagnostics
);
