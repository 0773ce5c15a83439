using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Formats.Json;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Catalog;
using Unlearn.Learning.Data.Inspection;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Tool.Compilation;

namespace Unlearn.Tool.Manifests;

/// <summary>
/// Looks at the data that a manifest names, as a run would before it trains: reads them, divides them, binds the models to them and has the
/// scenarios choose. What is wrong is told at the manifest's line. Published datasets that are not on this machine are passed over: a run
/// would fetch them.
/// </summary>
/// <param name="manifest">The manifest.</param>
/// <param name="definition">What it was compiled to.</param>
internal sealed class DataCheck(ManifestSource manifest, ExperimentDefinition definition)
{
    private readonly List<ManifestDiagnostic> _found = [];

    /// <summary>Everything that is wrong, and what is probably not meant.</summary>
    public IReadOnlyList<ManifestDiagnostic> Find(DataFolders folders)
    {
        RandomKey key = ExperimentPlanner.BaseKey(definition);
        ExperimentDefinition read = definition with
        {
            Methods =
            [
                .. definition.Methods.Select(method =>
                    TryOf("method", ["methods", method.Name], () => MethodFiles.Read(method, folders)) ?? method
                ),
            ],
        };
        foreach (Named<IDatasetSource> source in definition.Datasets.Where(source => !IsAbsent(source.Value, folders)))
        {
            if (
                Try("data", ["datasets", source.Name], () => ProblemLoader.Prepare(source, folders, key))
                is not var (dataset, split)
            )
            {
                continue;
            }

            _found.AddRange(
                DataWarnings
                    .Of(dataset)
                    .Select(note =>
                        Diagnostic(note.Name, ManifestSeverity.Warning, note.Text, ["datasets", source.Name])
                    )
            );
            foreach (Named<IModel> model in ProblemLoader.Models(definition))
            {
                string[] place = definition.Model is null ? ["models", model.Name] : ["model"];
                if (
                    TryOf(
                        "model",
                        place,
                        () => ProblemLoader.Problem(source.Id, model, dataset, split, definition.Training, folders)
                    ) is
                    { } problem
                )
                {
                    Choose(read, problem);
                }
            }
        }

        return [.. _found.Distinct()];
    }

    private void Choose(ExperimentDefinition read, LearningProblem problem)
    {
        foreach (Named<IForgetScenario> scenario in read.Forget)
        {
            TryOf(
                "forget",
                ["forget", scenario.Name],
                () => new ExperimentPlanner(read with { Forget = [scenario] }, [problem]).Build(new TrialFilter([]))
            );
        }
    }

    private (Dataset Dataset, DataSplit Split)? Try(
        string kind,
        string[] place,
        Func<(Dataset Dataset, DataSplit Split)> look
    ) => TryOf(kind, place, () => Tuple.Create(look())) is { } found ? found.Item1 : null;

    private T? TryOf<T>(string kind, string[] place, Func<T> look)
        where T : class
    {
        try
        {
            return look();
        }
        catch (InputException wrong)
        {
            // A place in the manifest itself stands before the message already.
            bool own = wrong.File is { } file && Path.GetFileName(file) == Path.GetFileName(manifest.Path);
            _found.Add(Diagnostic(kind, ManifestSeverity.Error, own ? wrong.Words : wrong.Message, place));
            return null;
        }
    }

    private ManifestDiagnostic Diagnostic(string id, ManifestSeverity severity, string message, string[] place)
    {
        (int line, int column) = ManifestPlaces.Find(manifest.Text, place);
        return new ManifestDiagnostic(id, severity, message, manifest.Path, line, column, "");
    }

    private static bool IsAbsent(IDatasetSource source, DataFolders folders)
    {
        string type = CanonicalJson.TypeNameOf(source);
        return DatasetCatalog.All.FirstOrDefault(known => known.Name == type) is { Shipped: false } named
            && source.GetType().GetProperty("Path")?.GetValue(source) is null or ""
            && DatasetCatalog.Check(named, folders).Any(static file => file.State == DatasetFileState.Missing);
    }
}
