using Unlearn.Learning.Data;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Scenarios.Planting;

/// <summary>A dataset with planted points, and what attacks on planted data look at.</summary>
public sealed record PlantedData
{
    /// <summary>
    /// The points, some of them changed, with further points at the end that no model is trained on but the shadows of attacks.
    /// Ids of the dataset before it stay what they were.
    /// </summary>
    public required Dataset Dataset { get; init; }

    /// <summary>The changed training points.</summary>
    public required PointSet Forget { get; init; }

    /// <summary>Unseen points that were changed in the same way: what attackers compare the forget set with.</summary>
    public required PointSet NonMembers { get; init; }

    /// <summary>Inputs with the planted trigger and with one that was never planted; null where no trigger was planted.</summary>
    public ProbePoints? Triggered { get; init; }

    /// <summary>Points with swapped labels under their true labels, and unseen points of the same classes; null where none were swapped.</summary>
    public ProbePoints? Swapped { get; init; }

    /// <summary>The classes whose labels were swapped, or null.</summary>
    public (int First, int Second)? Classes { get; init; }
}
