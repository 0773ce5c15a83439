using Unlearn.Learning.Data;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>A scenario whose forget set depends on models that are trained first: it is chosen by the points' memorisation scores.</summary>
public interface IScoredScenario : IForgetScenario
{
    /// <summary>Number of shadow models behind the scores, even.</summary>
    int Shadows { get; }

    /// <summary>Chooses the forget set.</summary>
    /// <param name="split">The forget set is part of its training set.</param>
    /// <param name="scores">The memorisation score of each point of the dataset.</param>
    /// <exception cref="Verification.InputException">No point, or every point, would be chosen.</exception>
    PointSet Select(DataSplit split, IReadOnlyList<double> scores);

    /// <summary>Unseen points whose scores are like those of the forget set, so that a model that saw neither finds both as hard.</summary>
    PointSet NonMembers(DataSplit split, IReadOnlyList<double> scores);
}
