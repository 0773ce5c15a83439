using Unlearn.Engine.Definition;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Planning;

/// <summary>Loads, checks, divides and prepares an experiment's datasets, and binds its architectures to them.</summary>
public static class ProblemLoader
{
    /// <summary>What this machine computes with.</summary>
    public static ComputePlatform Platform { get; } = new(TorchThread.Library, "cpu");

    /// <summary>Every dataset with every architecture, in manifest order.</summary>
    /// <exception cref="Verification.InputException">Data are missing or wrong, or do not suit an architecture.</exception>
    public static IReadOnlyList<LearningProblem> Load(ExperimentDefinition definition, DataFolders folders)
    {
        RandomKey key = ExperimentPlanner.BaseKey(definition);
        IReadOnlyList<Named<IModel>> models = Models(definition);
        var problems = new List<LearningProblem>();
        foreach (Named<IDatasetSource> source in definition.Datasets)
        {
            Dataset dataset = source.Value.Load(folders);
            DataSplit split = source.Value.Split.Apply(dataset, key);
            Dataset prepared = dataset.PreparedOn(split.Train);
            problems.AddRange(
                models.Select(model => new LearningProblem(
                    source.Id,
                    model.Id,
                    prepared,
                    split,
                    model.Value,
                    definition.Training,
                    Platform,
                    StackTrainer.Version
                ))
            );
        }

        return problems;
    }

    // The one architecture of a manifest is called by its type.
    private static IReadOnlyList<Named<IModel>> Models(ExperimentDefinition definition) =>
        definition.Model is { } model ? [new Named<IModel>(CanonicalJson.TypeNameOf(model), model)] : definition.Models;
}
