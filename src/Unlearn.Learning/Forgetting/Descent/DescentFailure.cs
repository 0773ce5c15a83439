using System.Globalization;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>How a descent that has left the numbers says so.</summary>
internal static class DescentFailure
{
    /// <summary>A loss that is NaN or infinite.</summary>
    /// <param name="member">The context's member.</param>
    /// <param name="value">The loss.</param>
    /// <param name="epoch">0-based epoch.</param>
    /// <param name="steps">Steps that were taken before; without any, no smaller step would help.</param>
    public static DivergedException Loss(int member, double value, int epoch, int steps) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The unlearning loss of member {member} is {value} in epoch {epoch}{(steps == 0 ? ", before the first step: the model or the points hold values that are not finite or too large." : "; try a smaller learningRate or fewer epochs.")}"
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
