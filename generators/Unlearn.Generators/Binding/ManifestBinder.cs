using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Checks a manifest against the model and finds everything that is wrong in one pass.</summary>
internal static class ManifestBinder
{
    // The root record's property that names the experiment.
    private const string NameProperty = "Name";

    public static BoundManifest Bind(
        ManifestDocument document,
        ModelReading reading,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return reading.Model is { } model
                ? BindDocument(document, model, cancellationToken)
                : WithoutModel(document, reading.Failure);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            string words = Display.Sentence($"{problem.GetType().Name}: {problem.Message}");
            return Failed(document, [DiagnosticInfo.Create(DiagnosticDescriptors.Internal, default, words)]);
        }
    }

    private static BoundManifest WithoutModel(ManifestDocument document, string? failure) =>
        Failed(
            document,
            [
                failure is null
                    ? DiagnosticInfo.Create(DiagnosticDescriptors.ContractsMissing, default)
                    : DiagnosticInfo.Create(DiagnosticDescriptors.Internal, default, failure),
            ]
        );

    private static BoundManifest Failed(ManifestDocument document, EquatableArray<DiagnosticInfo> diagnostics) =>
        new(document.Source, ExperimentName: null, default, Definition: null, diagnostics);

    private static BoundManifest BindDocument(
        ManifestDocument document,
        ManifestModel model,
        CancellationToken cancellationToken
    )
    {
        if (document.Root is null)
        {
            return Failed(document, document.Diagnostics);
        }

        BindingContext context = new(model, Path.GetFileName(document.Source.Path), cancellationToken);
        context.Diagnostics.AddRange(document.Diagnostics);
        BoundObject? definition = null;
        if (document.Root is YamlMapping mapping)
        {
            YamlSpan head = mapping.Entries.Count > 0 ? mapping.Entries[0].Key.Span : mapping.Span;
            context.Tune = TuneReader.Read(mapping, model);
            definition = RecordBinder.Bind(context, model.Root, mapping.Entries, new("The manifest", head, "", null));
            CombinationRules.Check(context);
            TuneReader.Check(context, mapping);
            QueryBinder.CheckColumns(context);
            ExpectationBinder.CheckNames(context, mapping);
        }
        else if (document.Root is not YamlUnreadable)
        {
            string got = Describe.Node(document.Root);
            context.Report(
                DiagnosticDescriptors.WrongType,
                document.Root.Span,
                "The manifest",
                "a map of options",
                got
            );
        }

        bool hasErrors = context.Diagnostics.Any(static item =>
            DiagnosticDescriptors.ById[item.Id].DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error
        );
        YamlEntry? name = NameEntry(document.Root, model.Root.KeyOf(NameProperty));
        return new(
            document.Source,
            (name?.Value as YamlScalar)?.Text,
            name?.ValueSpan ?? default,
            hasErrors || definition is null ? null : definition with { TypeName = null },
            Sort(context.Diagnostics)
        );
    }

    private static YamlEntry? NameEntry(YamlNode root, string key) =>
        root is YamlMapping mapping
            ? mapping.Entries.FirstOrDefault(entry => entry.Key.Text == key && entry.Value is YamlScalar)
            : null;

    private static EquatableArray<DiagnosticInfo> Sort(IEnumerable<DiagnosticInfo> diagnostics) =>
        diagnostics
            .OrderBy(static item => item.Span.Start)
            .ThenBy(static item => item.Id, StringComparer.Ordinal)
            .ToEquatableArray();
}
