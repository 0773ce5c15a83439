using Microsoft.CodeAnalysis;
using Unlearn.Generators.Binding;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Emission;

namespace Unlearn.Generators;

/// <summary>Everything that is wrong with one manifest, sorted by position.</summary>
internal sealed record ManifestFindings(string Path, EquatableArray<DiagnosticInfo> Diagnostics)
{
    public static ManifestFindings Of(BoundManifest manifest, ExperimentNames names)
    {
        if (names.DuplicateOf is not { } first)
        {
            return new(manifest.Source.Path, manifest.Diagnostics);
        }

        DiagnosticInfo duplicate = DiagnosticInfo.Create(
            DiagnosticDescriptors.DuplicateExperiment,
            manifest.NameSpan,
            Display.Text(manifest.ExperimentName ?? ""),
            first
        );
        return new(
            manifest.Source.Path,
            manifest.Diagnostics.Append(duplicate).OrderBy(static item => item.Span.Start).ToEquatableArray()
        );
    }

    public void Report(SourceProductionContext output)
    {
        foreach (DiagnosticInfo diagnostic in Diagnostics)
        {
            output.ReportDiagnostic(diagnostic.ToDiagnostic(Path));
        }
    }
}
