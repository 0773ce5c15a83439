using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Scenarios.Planting;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>A scenario that changes the training data: what it plants is what is to be forgotten.</summary>
public interface IPlantingScenario : IForgetScenario
{
    /// <summary>Plants.</summary>
    /// <param name="dataset">All points, prepared on the training set.</param>
    /// <param name="split">The planted points are part of its training set.</param>
    /// <param name="key">Key of this scenario. Every trial seed has the same planted points, so that they share models.</param>
    /// <exception cref="Core.InputException">Nothing can be planted in this dataset, or in all of it.</exception>
    PlantedData Plant(Dataset dataset, DataSplit split, RandomKey key);
}
