using Unlearn.Core.Components;

namespace Unlearn.Learning.Data;

/// <summary>
/// How a dataset's points are divided where its publisher gives a test part: the test set is drawn from that part, training and
/// population sets from the rest, and each fraction is of the part that it is drawn from. A number of at most 1 is a fraction, a
/// larger one a count of points.
/// </summary>
/// <remarks>Where a file comes without a test part after all, <see cref="SplitRule.Apply"/> divides and checks as for any dataset.</remarks>
[SumAtMost(1.0, nameof(Train), nameof(Population))]
public sealed record PublisherSplit : SplitRule;
