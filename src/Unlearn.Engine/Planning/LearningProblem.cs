using Unlearn.Formats.Json;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Objectives;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>A dataset, divided, with an architecture bound to it: what all members of one stack have in common.</summary>
public sealed class LearningProblem
{
    private readonly IModel _model;
    private readonly ComputePlatform _platform;
    private readonly int _trainerVersion;

    /// <summary>Puts the parts together.</summary>
    /// <param name="datasetName">The dataset's name in the manifest.</param>
    /// <param name="modelName">The architecture's name in the manifest.</param>
    /// <param name="dataset">All points, prepared on the training set.</param>
    /// <param name="split">Which points serve what.</param>
    /// <param name="model">The architecture.</param>
    /// <param name="training">How original models are trained.</param>
    /// <param name="platform">What computes.</param>
    /// <param name="trainerVersion">Version of the training algorithm.</param>
    /// <exception cref="Core.InputException">The architecture cannot take points of that shape.</exception>
    public LearningProblem(
        string datasetName,
        string modelName,
        Dataset dataset,
        DataSplit split,
        IModel model,
        TrainingOptions training,
        ComputePlatform platform,
        int trainerVersion
    )
    {
        _model = model;
        _platform = platform;
        _trainerVersion = trainerVersion;
        DatasetName = datasetName;
        ModelName = modelName;
        Split = split;
        Training = training;
        Data = new TrainingData(dataset, model.Bind(dataset.FeatureShape, dataset.Answers));
        Objective = Objective.Of(dataset);
        Train = new PointSet(split.Train);
        Test = new PointSet(split.Test);
        Population = new PointSet(split.Population);
        Identity = new(CanonicalJson.Of(new ProblemInputs(dataset.Digest, model, platform, trainerVersion)));
    }

    /// <summary>The same problem with other points, of which the split names the same.</summary>
    public LearningProblem On(Dataset dataset) =>
        new(DatasetName, ModelName, dataset, Split, _model, Training, _platform, _trainerVersion) { Given = Given };

    /// <summary>The same problem with an original that was trained elsewhere.</summary>
    public LearningProblem With(GivenWeights given) =>
        new(DatasetName, ModelName, Data.Dataset, Split, _model, Training, _platform, _trainerVersion)
        {
            Given = given,
        };

    /// <summary>The dataset's name in the manifest.</summary>
    public string DatasetName { get; }

    /// <summary>The architecture's name in the manifest.</summary>
    public string ModelName { get; }

    /// <summary>For people: <c>digits/mlp</c>.</summary>
    public string Name => $"{DatasetName}/{ModelName}";

    /// <summary>The architecture.</summary>
    public IModel Model => _model;

    /// <summary>Dataset and network.</summary>
    public TrainingData Data { get; }

    /// <summary>What models are asked about the points.</summary>
    public Objective Objective { get; }

    /// <summary>Which points serve what.</summary>
    public DataSplit Split { get; }

    /// <summary>How original models are trained.</summary>
    public TrainingOptions Training { get; }

    /// <summary>The training set.</summary>
    public PointSet Train { get; }

    /// <summary>The test set.</summary>
    public PointSet Test { get; }

    /// <summary>The population set.</summary>
    public PointSet Population { get; }

    /// <summary>Weights of the original model that was trained elsewhere; null where originals are trained here.</summary>
    public GivenWeights? Given { get; init; }

    /// <summary>Canonical JSON of what every member's key has in common; names are not part of it.</summary>
    internal CanonicalText Identity { get; }
}
