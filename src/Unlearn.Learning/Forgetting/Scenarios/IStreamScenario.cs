using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>A scenario of deletion requests that arrive one after another, each answered before the next.</summary>
public interface IStreamScenario : IForgetScenario
{
    /// <summary>The points of each answer, in order: disjoint parts of the training set.</summary>
    /// <param name="dataset">All points.</param>
    /// <param name="split">The requests are part of its training set.</param>
    /// <param name="key">Key of this scenario and trial seed.</param>
    /// <param name="model">Key of the model that forgets, which decides its shards; only an adversary looks at it.</param>
    /// <exception cref="Core.InputException">There are not as many points, users or classes.</exception>
    IReadOnlyList<PointSet> Stream(Dataset dataset, DataSplit split, RandomKey key, RandomKey model);
}
