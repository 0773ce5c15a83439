using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Reconstruction;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Probing;

/// <summary>
/// The deleted row, from the weights before and after one deletion. Softmax regression: to first order, through the Hessian
/// (Bertran et al. 2024). MLP: the difference of the weights stands in for the row's gradient (Hu et al. 2024), and an input is
/// optimised until its own gradient points the same way (Geiping et al. 2020, equation 4), starting from what a first affine layer
/// with a bias gives in closed form (proposition 3.1) and from random rows. The nearest public point is what anyone could have guessed.
/// </summary>
[VerificationAttack("reconstruction", Version = 3)]
[Refuses(typeof(ITextPoints), Reason = "it solves for features")]
public sealed record Reconstruction : IModelProbe
{
    private static readonly FigureKind Cosine = Of(
        "reconstruction-cosine",
        "Reconstruction cosine",
        "Cosine between the row that the weights give away and the deleted one; 1 is the row itself."
    ) with
    {
        Unit = Units.Cosine,
        Reading = Reading.DistinctWhenHigh,
    };

    private static readonly FigureKind NearestCosine = Of(
        "nearest-point-cosine",
        "Nearest point, cosine",
        "The same of the nearest public point: what anyone could have guessed."
    ) with
    {
        Unit = Units.Cosine,
    };

    private static readonly FigureKind Error = Of(
        "reconstruction-error",
        "Reconstruction error",
        "Mean squared error between the row that the weights give away and the deleted one."
    ) with
    {
        Unit = "squared",
        Reading = Reading.DistinctWhenLow,
    };

    private static readonly FigureKind NearestError = Of(
        "nearest-point-error",
        "Nearest point, error",
        "The same of the nearest public point."
    ) with
    {
        Unit = "squared",
    };

    private static readonly FigureKind LabelFound = Of(
        "label-recovered",
        "Label recovered",
        "1 where the weights give away the deleted row's class, else 0."
    );

    private static readonly FigureKind Match = Of(
        "gradient-match",
        "Gradient match",
        "Cosine between the gradient of the row that was found and the step of the weights."
    ) with
    {
        Unit = Units.Cosine,
        Direction = Direction.None,
    };

    private static readonly FigureKind ClosedFormCosine = Of(
        "closed-form-cosine",
        "Closed form, cosine",
        "Cosine between the closed form's row and the deleted one."
    ) with
    {
        Unit = Units.Cosine,
    };

    /// <summary>Rows that stand for the retained ones in the Hessian of a softmax regression. Default public.</summary>
    public AttackerRows Rows { get; init; } = AttackerRows.Public;

    /// <summary>How the row behind the difference of an MLP's weights is sought. Default gradient-matching.</summary>
    public InversionRule Inversion { get; init; } = InversionRule.GradientMatching;

    /// <summary>Steps of the optimisation. Default 300.</summary>
    [Range(1, 1_000_000)]
    public int Iterations { get; init; } = 300;

    /// <summary>Starting points: the closed form's row, and random rows for the rest. Default 4.</summary>
    [Range(1, 10_000)]
    public int Restarts { get; init; } = 4;

    /// <summary>Whether the row is kept between the smallest and the largest value of the attacker's own points. Default true.</summary>
    public bool Bounded { get; init; } = true;

    /// <summary>
    /// Weight of the total variation (mean absolute difference of neighbouring pixels), for points that are pictures; 0 for none.
    /// Default 0.
    /// </summary>
    [Range(0.0, 1000.0)]
    public double TotalVariation { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds =>
        [Cosine, NearestCosine, Error, NearestError, LabelFound, Match, ClosedFormCosine];

    /// <inheritdoc />
    public AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken)
    {
        if (Refusal(input) is { } reason)
        {
            return ProbeEvidence.NotResolvable(this, reason);
        }

        DenseNetwork network = input.Data.Network.AffineChain!;
        int features = input.Data.Dataset.FeatureCount;
        int deleted = input.Request.Forget.Ids[0];
        double[] truth = Row(input, deleted);
        Reconstructed closed = network.Layers.Length == 1 ? FromHessian(input) : GradientInversion.Recover(input);
        GradientMatch? match =
            network.Layers.Length > 1 && Inversion == InversionRule.GradientMatching
                ? new GradientMatching(input, this).Recover(
                    closed.Row[..features],
                    closed.Label!.Value,
                    cancellationToken
                )
                : null;
        Reconstructed found = match?.Found ?? closed;
        ReconstructionQuality quality = ReconstructionQuality.Of(
            found.Row[..features],
            truth,
            [.. input.Public.Ids.Select(point => Row(input, point))]
        );
        Figure[] matching = match is null
            ? []
            :
            [
                Match.Of(match.Cosine, 1),
                ClosedFormCosine.Of(ReconstructionQuality.CosineOf(closed.Row.AsSpan(0, features), truth), 1),
            ];
        return new AttackEvidence
        {
            Figures =
            [
                Cosine.Of(quality.Cosine, 1),
                NearestCosine.Of(quality.BaselineCosine, 1),
                Error.Of(quality.MeanSquaredError, 1),
                NearestError.Of(quality.BaselineMeanSquaredError, 1),
                LabelFound.Of(found.Label == input.Data.Dataset.Labels[deleted] ? 1 : 0, 1),
                .. matching,
            ],
        };
    }

    private string? Refusal(ProbeInput input)
    {
        if (TotalVariation > 0.0 && input.Data.Network.FeatureShape.Length < 2)
        {
            return "a total variation needs pictures, and these points have no height and width";
        }

        if (input.Data.Network.AffineChain is null)
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

    private static FigureKind Of(string name, string label, string meaning) => new(name, label, meaning);
}
