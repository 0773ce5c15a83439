using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Which points are to be forgotten. Implementations are records marked with <see cref="ForgetScenarioAttribute"/>.</summary>
public interface IForgetScenario
{
    /// <summary>Chooses the forget set.</summary>
    /// <param name="dataset">All points.</param>
    /// <param name="split">The forget set is part of its training set.</param>
    /// <param name="key">Key of this scenario and trial seed.</param>
    /// <exception cref="Core.InputException">No point, or every point, would be chosen.</exception>
    PointSet Select(Dataset dataset, DataSplit split, RandomKey key);

    /// <summary>
    /// Points that an attacker compares the forget set with: never trained on, and of the same kind (the same class in a class
    /// scenario). Candidates are the test set and the population set.
    /// </summary>
    PointSet NonMembers(Dataset dataset, DataSplit split);

    /// <summary>
    /// Every point that the request is about, in whatever set it lies: those of the people who ask, those that meet the query. Null where
    /// a request is for single training points and says nothing of others.
    /// </summary>
    /// <param name="dataset">All points.</param>
    /// <param name="forget">What <see cref="Select"/> chose.</param>
    PointSet? About(Dataset dataset, PointSet forget) => null;

    /// <summary>What the options turned out to mean in a dataset, for people: <c>class 3 of 10: 'cat'</c>; null where nothing needs saying.</summary>
    string? Describe(Dataset dataset) => null;
}
