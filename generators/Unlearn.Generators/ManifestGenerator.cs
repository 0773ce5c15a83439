using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Unlearn.Core.Names;
using Unlearn.Generators.Binding;
using Unlearn.Generators.Emission;
using Unlearn.Generators.Model;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators;

/// <summary>
/// Compiles <c>*.unlearn.yaml</c> manifests into typed experiments. Options are checked against the C# records of the
/// compilation and its references; what is wrong is reported at line and column of the manifest.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ManifestGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ModelReading> model = context
            .CompilationProvider.Select(static (compilation, token) => ModelReading.Of(compilation, token))
            .WithTrackingName(TrackingNames.Model);

        IncrementalValueProvider<ContractTypes?> contracts = model.Select(static (found, _) => found.Model?.Contracts);

        IncrementalValueProvider<GeneratorSettings> settings = context
            .AnalyzerConfigOptionsProvider.Select(static (options, _) => GeneratorSettings.Read(options.GlobalOptions))
            .WithTrackingName(TrackingNames.Settings);

        IncrementalValuesProvider<ManifestDocument> documents = context
            .AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => IsManifest(pair.Left, pair.Right))
            .Select(static (pair, token) => new ManifestText(pair.Left.Path, pair.Left.GetText(token)?.ToString()))
            .Collect()
            .SelectMany(static (texts, _) => OncePerPath(texts))
            .WithTrackingName(TrackingNames.Text)
            .Select(static (text, token) => YamlTreeReader.Read(text, token))
            .WithTrackingName(TrackingNames.Document);

        IncrementalValuesProvider<BoundManifest> bound = documents
            .Combine(model)
            .Select(static (pair, token) => ManifestBinder.Bind(pair.Left, pair.Right, token))
            .WithTrackingName(TrackingNames.Bound);

        // Only names reach the roster: an edit elsewhere in one manifest does not touch the others.
        IncrementalValueProvider<Roster> roster = bound
            .Select(static (manifest, _) => (manifest.Source.Path, manifest.ExperimentName))
            .Collect()
            .Combine(settings)
            .Select(static (pair, _) => RosterBuilder.Build(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Roster);

        IncrementalValuesProvider<(BoundManifest Manifest, ExperimentNames Names)> named = bound
            .Combine(roster)
            .Select(
                static (pair, _) =>
                    (pair.Left, pair.Right.Experiments.First(item => item.Path == pair.Left.Source.Path))
            );

        IncrementalValuesProvider<ManifestFindings> findings = named
            .Select(static (pair, _) => ManifestFindings.Of(pair.Manifest, pair.Names))
            .WithTrackingName(TrackingNames.Diagnostics);

        IncrementalValuesProvider<ExperimentSource> sources = named
            .Combine(contracts)
            .Where(static pair => pair.Right is not null)
            .Select(static (pair, _) => SourceOf(pair.Right!, pair.Left.Manifest, pair.Left.Names))
            .WithTrackingName(TrackingNames.Source);

        context.RegisterSourceOutput(findings, static (output, found) => found.Report(output));
        context.RegisterSourceOutput(
            sources,
            static (output, source) => output.AddSource(source.Names.HintName, Utf8(ExperimentEmitter.Emit(source)))
        );
        context.RegisterSourceOutput(
            roster.Combine(contracts),
            static (output, pair) =>
            {
                if (pair.Right is { } types && pair.Left.Experiments.Count > 0)
                {
                    output.AddSource(RegistryEmitter.HintName, Utf8(RegistryEmitter.Emit(pair.Left, types.Experiment)));
                }
            }
        );
    }

    private static bool IsManifest(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        file.Path.EndsWith(ManifestFile.Extension, StringComparison.OrdinalIgnoreCase)
        || (
            options.GetOptions(file).TryGetValue(ManifestFile.ItemTypeOption, out string? item)
            && item == ManifestFile.ItemType
        );

    // A manifest that is listed by name and by a pattern arrives twice.
    private static List<ManifestText> OncePerPath(ImmutableArray<ManifestText> texts)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return [.. texts.Where(text => seen.Add(text.Path))];
    }

    private static ExperimentSource SourceOf(ContractTypes contracts, BoundManifest manifest, ExperimentNames names)
    {
        string path = manifest.Source.Path;
        string file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        BoundObject? definition = names.DuplicateOf is null ? manifest.Definition : null;
        return new(contracts, names, file, manifest.Source.Text ?? "", definition);
    }

    private static SourceText Utf8(string text) => SourceText.From(text, Encoding.UTF8);
}
