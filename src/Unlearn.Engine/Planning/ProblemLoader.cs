using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Formats.Json;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Weights;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Loads, checks, divides and prepares an experiment's datasets, and binds its architectures to them.</summary>
public static class ProblemLoader
{
    /// <summary>What this machine computes with.</summary>
    public static ComputePlatform Platform { get; } = new(TorchThread.Library, "cpu");

    /// <summary>Every dataset with every architecture, in manifest order.</summary>
    /// <exception cref="Core.InputException">Data or given weights are missing or wrong, or do not suit an architecture.</exception>
    public static IReadOnlyList<LearningProblem> Load(ExperimentDefinition definition, DataFolders folders)
    {
        RandomKey key = ExperimentPlanner.BaseKey(definition);
        IReadOnlyList<Named<IModel>> models = Models(definition);
        var problems = new List<LearningProblem>();
        foreach (Named<IDatasetSource> source in definition.Datasets)
        {
            (Dataset prepared, DataSplit split) = Prepare(source, folders, key);
            problems.AddRange(
                models.Select(model => Problem(source.Id, model, prepared, split, definition.Training, folders))
            );
        }

        return problems;
    }

    /// <summary>A dataset, divided and prepared.</summary>
    /// <exception cref="InputException">It cannot be read or divided, or is of one class.</exception>
    public static (Dataset Dataset, DataSplit Split) Prepare(
        Named<IDatasetSource> source,
        DataFolders folders,
        RandomKey key
    )
    {
        Dataset dataset = source.Value.Load(folders);
        if (dataset.Answers < 2)
        {
            throw new InputException(
                $"Every point of dataset '{source.Id}' is of one class ('{string.Join(", ", dataset.ClassNames)}'); a classifier needs two or more."
            );
        }

        DataSplit split = source.Value.Split.Apply(dataset, key);
        if (dataset.ClassCount > 1 && split.Train.Select(point => dataset.Labels[point]).Distinct().Take(2).Count() < 2)
        {
            throw new InputException(
                $"Every training point of dataset '{source.Id}' is of one class ('{dataset.ClassNames[dataset.Labels[split.Train[0]]]}'); a classifier needs two or more."
            );
        }

        return (dataset.PreparedOn(split.Train), split);
    }

    /// <summary>A dataset with an architecture.</summary>
    /// <exception cref="InputException">Points do not suit the architecture, or given weights do not.</exception>
    public static LearningProblem Problem(
        string dataset,
        Named<IModel> model,
        Dataset prepared,
        DataSplit split,
        TrainingOptions training,
        DataFolders folders
    )
    {
        if (model.Value.Weights.Length == 0)
        {
            return new LearningProblem(
                dataset,
                model.Id,
                prepared,
                split,
                model.Value,
                training,
                Platform,
                StackTrainer.Version
            );
        }

        string path = folders.Resolve(model.Value.Weights);
        IModel sized =
            model.Value is ITextModel text && prepared.Sequences is { } sequences
                ? LanguageWeights.Sized(text, path, sequences.Longest)
                : model.Value;
        var problem = new LearningProblem(
            dataset,
            model.Id,
            prepared,
            split,
            sized,
            training,
            Platform,
            StackTrainer.Version
        );
        var given = GivenWeights.Read(problem.Data.Network, path, model.Value.Rename);
        return problem.With(
            prepared.Sequences is null
                ? given
                : given with
                {
                    Perplexity = FirstRows.Perplexity(problem.Data, given.Row, split.Train),
                }
        );
    }

    /// <summary>The architectures by name; the one of a manifest is called by its type.</summary>
    public static IReadOnlyList<Named<IModel>> Models(ExperimentDefinition definition) =>
        definition.Model is { } model ? [new Named<IModel>(CanonicalJson.TypeNameOf(model), model)] : definition.Models;
}
