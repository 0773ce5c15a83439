using Unlearn.Verification.Components;

namespace Unlearn.Learning.Data;

/// <summary>
/// How a file's points are divided where the file may say it itself: by a column or array that names the part of each point
/// (<see cref="By"/>), the way in for a model that was trained elsewhere on known rows. Without it, sets are drawn; where the file comes
/// with a test part, the test set is drawn from that part and the others from the rest.
/// </summary>
[SumAtMost(1.0, nameof(Train), nameof(Population))]
public sealed record DeclaredSplit : SplitRule
{
    /// <summary>
    /// The column (npz: the array) that says train, test or population (also validation) of each point; pictures: <c>folder</c> takes it from folders
    /// train/ and test/ above those of the classes. The sets are then exactly these. Default: none.
    /// </summary>
    public string By { get; init; } = "";
}
