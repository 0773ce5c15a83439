using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Reconstruction;

namespace Unlearn.Learning.Probing;

/// <summary>
/// The deleted row, from the weights before and after one deletion. Softmax regression: to first order, through the Hessian
/// (Bertran et al. 2024). MLP: the difference of the weights stands in for the row's gradient (Hu et al. 2024), which a first
/// affine layer with a bias inverts in closed form (Geiping et al. 2020, proposition 3.1). The nearest public point is what anyone
/// could have guessed.
/// </summary>
[VerificationAttack("reconstruction")]
public sealed record Reconstruction : IModelProbe
{
    /// <summary>Rows that stand for the retained ones in the Hessian of a softmax regression. Default public.</summary>
    public AttackerRows Rows { get; init; } = AttackerRows.Public;

    /// <inheritdoc />
    public string Headline => "reconstruction-cosine";

    /// <inheritdoc />
    public AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken)
    {
        if (Refusal(input) is { } reason)
        {
            return ProbeEvidence.NotResolvable(this, reason);
        }

        var network = (DenseNetwork)input.Data.Network;
        Reconstructed found = network.Layers.Length == 1 ? FromHessian(input) : GradientInversion.Recover(input);
        int features = input.Data.Dataset.FeatureCount;
        int deleted = input.Request.Forget.Ids[0];
        ReconstructionQuality quality = ReconstructionQuality.Of(
            found.Row[..features],
            Row(input, deleted),
            [.. input.Public.Ids.Select(point => Row(input, point))]
        );
        return new AttackEvidence
        {
            Figures =
            [
                Make(Headline, quality.Cosine, "cosine"),
                Make("nearest-point-cosine", quality.BaselineCosine, "cosine"),
                Make("reconstruction-error", quality.MeanSquaredError, "squared"),
                Make("nearest-point-error", quality.BaselineMeanSquaredError, "squared"),
                Make("label-recovered", found.Label == input.Data.Dataset.Labels[deleted] ? 1 : 0, "fraction"),
            ],
        };
    }

    private static string? Refusal(ProbeInput input)
    {
        if (input.Data.Network is not DenseNetwork)
        {
            return "the closed form needs a first layer that is affine (softmax-regression, linear-head, mlp)";
        }

        if (input.Request.Forget.Count != 1)
        {
            return $"{input.Request.Forget.Count} rows were deleted at once, and weights show only their mixture; forget one";
        }

        if (input.Public.Count == 0)
        {
            return "there is no public point to compare with";
        }

        return TrainableWeights.Of(input.Target).AsSpan().SequenceEqual(TrainableWeights.Of(input.Original))
            ? "the weights before and after are equal"
            : null;
    }

    private Reconstructed FromHessian(ProbeInput input)
    {
        PointSet retain = input.Request.Retain;
        PointSet points = Rows == AttackerRows.Retained ? retain : input.Public;
        int features = input.Data.Dataset.FeatureCount;
        return SoftmaxReconstruction.FromWeights(
            [.. points.Ids.Select(double[] (point) => [.. Row(input, point), 1.0])],
            retain.Count,
            TrainableWeights.WithBias(input.Original, 0),
            TrainableWeights.WithBias(input.Target, 0),
            input.Data.Network.Classes,
            input.Request.Training.WeightDecay,
            constant: features
        );
    }

    private static double[] Row(ProbeInput input, int point)
    {
        int features = input.Data.Dataset.FeatureCount;
        return Array.ConvertAll(
            input.Data.Dataset.Features.AsSpan(point * features, features).ToArray(),
            static value => (double)value
        );
    }

    private static Figure Make(string name, double value, string unit) =>
        new()
        {
            Name = name,
            Value = value,
            Unit = unit,
            Count = 1,
        };
}
