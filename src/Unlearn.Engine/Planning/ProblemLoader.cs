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
    /// <exception cref="Verification.InputException">Data or given weights are missing or wrong, or do not suit an architecture.</exception>
    public static IReadOnlyList<LearningProblem> Load(ExperimentDefinition definition, DataFolders folders)
    {
        RandomKey key = ExperimentPlanner.BaseKey(definition);
        IReadOnlyList<Named<IModel>> models = Models(definition);
        var problems = new List<LearningProblem>();
        foreach (Named<IDatasetSource> source in definition.Datasets)
        {
            Dataset dataset = source.Value.Load(folders);
            if (dataset.ClassCount < 2)
            {
                throw new Verification.InputException(
                    $"Every point of dataset '{source.Id}' is of one class ('{string.Join(", ", dataset.ClassNames)}'); a classifier needs two or more."
                );
            }

            DataSplit split = source.Value.Split.Apply(dataset, key);
            Dataset prepared = dataset.PreparedOn(split.Train);
            problems.AddRange(
                models.Select(model => Problem(source.Id, model, prepared, split, definition.Training, folders))
            );
        }

        return problems;
    }

    private static LearningProblem Problem(
        string dataset,
        Named<IModel> model,
        Dataset prepared,
        DataSplit split,
        TrainingOptions training,
        DataFolders folders
    ) =>
        new(dataset, model.Id, prepared, split, model.Value, training, Platform, StackTrainer.Version)
        {
            Given =
                model.Value.Weights.Length == 0
                    ? null
                    : GivenWeights.Read(
                        model.Value.Bind(prepared.FeatureShape, prepared.ClassCount),
                        folders.Resolve(model.Value.Weights)
                    ),
        };

    // The one architecture of a manifest is called by its type.
    private static IReadOnlyList<Named<IModel>> Models(ExperimentDefinition definition) =>
        definition.Model is { } model ? [new Named<IModel>(CanonicalJson.TypeNameOf(model), model)] : definition.Models;
}
