using System.Globalization;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>How a descent that has left the numbers says so.</summary>
internal static class DescentFailure
{
    /// <summary>A loss that is NaN or infinite.</summary>
    public static DivergedException Loss(int member, double value, int epoch) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The unlearning loss of member {member} is {value} in epoch {epoch}; try a smaller learningRate or fewer epochs."
            ),
            [value]
        );

    /// <summary>A weight that is NaN or infinite in the end.</summary>
    public static DivergedException Weight(int member) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A weight of member {member} is not finite after unlearning; try a smaller learningRate or fewer epochs."
            ),
            []
        );
}
