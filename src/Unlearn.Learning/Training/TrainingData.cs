using Unlearn.Learning.Data;

namespace Unlearn.Learning.Training;

/// <summary>What members of one stack have in common: the dataset and the network.</summary>
/// <param name="Dataset">All points; specs name them by id.</param>
/// <param name="Network">The architecture, bound to the dataset's shape.</param>
public sealed record TrainingData(Dataset Dataset, Models.Network Network);
