using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>A manifest after binding; <paramref name="Definition"/> is null when it has errors.</summary>
/// <param name="Source">Path and text.</param>
/// <param name="ExperimentName">The experiment's name where it could be read.</param>
/// <param name="NameSpan">Where the name stands.</param>
/// <param name="Definition">The whole definition.</param>
/// <param name="Diagnostics">All that is wrong, sorted by position.</param>
internal sealed record BoundManifest(
    ManifestText Source,
    string? ExperimentName,
    YamlSpan NameSpan,
    BoundObject? Definition,
    EquatableArray<DiagnosticInfo> Diagnostics
);
