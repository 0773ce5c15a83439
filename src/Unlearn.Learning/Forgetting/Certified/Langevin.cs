using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>
/// Langevin unlearning (Chien, Wang, Chen, Li, NeurIPS 2024): softmax regression is trained by noisy gradient descent projected
/// into a ball, w = P(w - eta grad + sqrt(2 eta) sigma N(0, I)); a request is answered by more such steps on the retain set. Noise
/// and contraction hide what the forgotten points did, and the epsilon that is reported says how far.
/// </summary>
/// <remarks>
/// The method trains its own original. The objective is the mean cross-entropy plus lambda/2 |w|^2, on rows (the bias's 1
/// included) of norm 1: its curvature lies between lambda and lambda + 1/2 and gradients of two points differ by at most 2 sqrt 2, so
/// no clipping is needed, which would undo convexity. Divergences are counted in <see cref="RenyiAccount"/>; n points of which r
/// are forgotten change a step by at most eta (r / n) 2 sqrt 2. Requests that follow one another start at the projected, stored
/// weights, and the account of all of them adds up: it compares with a model that never saw any of their points.
/// </remarks>
[UnlearningMethod("langevin")]
[Serves(typeof(SoftmaxRegression), typeof(LinearHead), Reason = "its accounting needs a strongly convex loss")]
public sealed record Langevin : IOwnTrainingMethod
{
    /// <summary>Largest curvature of cross-entropy in the logits: of diag(p) - p p^T.</summary>
    private const double Curvature = 0.5;

    /// <summary>Largest distance between two points' gradients in the logits, p - y on either side.</summary>
    private static readonly double Spread = 2.0 * Math.Sqrt(2.0);

    /// <summary>Step length eta; the ranges of both options keep steps contracting. Default 1.9.</summary>
    [Range(1e-6, 1.9)]
    public double LearningRate { get; init; } = 1.9;

    /// <summary>Regularisation lambda. Default 0.005.</summary>
    [Range(1e-9, 0.5)]
    public double Lambda { get; init; } = 0.005;

    /// <summary>Noise sigma. Default 0.01.</summary>
    [Range(1e-9, 1e3)]
    public double Sigma { get; init; } = 0.01;

    /// <summary>Radius of the ball that all weights together are projected into. Default 20.</summary>
    [Range(1e-6, 1e9)]
    public double Radius { get; init; } = 20.0;

    /// <summary>Steps of training, T. Default 1000.</summary>
    [Range(1, 10_000_000)]
    public int LearnSteps { get; init; } = 1000;

    /// <summary>Steps of unlearning, K. Default 500.</summary>
    [Range(1, 10_000_000)]
    public int Steps { get; init; } = 500;

    /// <summary>Delta at which epsilon is reported. Default 1e-4.</summary>
    [Range(1e-12, 0.5)]
    public double Delta { get; init; } = 1e-4;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Certified;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => CertificateFigures.Promise;

    /// <inheritdoc />
    public ParameterStack Train(
        TrainingData data,
        IReadOnlyList<MemberSpec> members,
        CostCounter cost,
        CancellationToken cancellationToken
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var rows = new List<Tensor>();
        for (int member = 0; member < members.Count; member++)
        {
            using DisposeScope inner = NewDisposeScope();
            MemberSpec spec = members[member];
            Tensor start = zeros([data.Network.Classes, data.Dataset.FeatureCount + 1L], ScalarType.Float64);
            RandomKey key = UnitRows.NoiseKey(spec.Seed, "langevin").Derive("learn");
            Tensor weights = Descend(data, spec.Points, start, key, LearnSteps, cancellationToken);
            rows.Add(UnitRows.ToRow(data.Network.Layout, weights).MoveToOuterDisposeScope());
            cost.Add(member, (long)LearnSteps * spec.Points.Count);
        }

        return ParameterStack.FromRows(data.Network.Layout, [stack([.. rows], 0)]);
    }

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        ParameterLayout layout = context.Originals.Layout;
        Tensor rows = context.Originals.Flat.clone();
        for (int member = 0; member < context.Requests.Count; member++)
        {
            using DisposeScope inner = NewDisposeScope();
            ForgetRequest request = context.Requests[member];
            CertificateFigures.Add(context.Figures, member, EpsilonOf(request), Delta);
            if (request.Forget.Count == 0)
            {
                continue;
            }

            Tensor start = UnitRows.FromRow(layout, context.Originals.Flat.select(0, member));
            RandomKey key = UnitRows.NoiseKey(request.Seed, "langevin").Derive("unlearn");
            Tensor weights = Descend(context.Data, request.Retain, start, key, Steps, cancellationToken);
            rows.select(0, member).copy_(UnitRows.ToRow(layout, weights));
            context.Cost.Add(member, (long)Steps * request.Retain.Count);
        }

        return new ParameterStack(layout, rows);
    }

    /// <summary>The epsilon of a request and of those before it: of all that is forgotten then.</summary>
    internal double EpsilonOf(ForgetRequest request)
    {
        double contraction = Math.Max(
            Math.Abs(1.0 - (LearningRate * Lambda)),
            Math.Abs(1.0 - (LearningRate * (Lambda + Curvature)))
        );
        return new RenyiAccount(contraction, 2.0 * LearningRate * Sigma * Sigma, Phases(request)).Epsilon(Delta);
    }

    /// <summary>Training and the steps of each answer, and how far a point's share of what is forgotten later can move each of them.</summary>
    private List<AccountPhase> Phases(ForgetRequest last)
    {
        var phases = new List<AccountPhase>();
        int steps = LearnSteps;
        foreach (ForgetRequest request in last.Sequence)
        {
            phases.Add(new AccountPhase(Sensitivity(request.Train, last.Retain), steps));
            steps = request.Forget.Count == 0 ? 0 : Steps;
        }

        phases.Add(new AccountPhase(0.0, steps));
        return phases;
    }

    /// <summary>Largest difference that one step on some points makes to one on those that are left in the end.</summary>
    private double Sensitivity(PointSet points, PointSet left)
    {
        double share = (double)(points.Count - left.Count) / Math.Max(1, points.Count);
        return LearningRate * share * Spread;
    }

    private Tensor Descend(
        TrainingData data,
        PointSet points,
        Tensor start,
        RandomKey key,
        int steps,
        CancellationToken cancellationToken
    )
    {
        using DisposeScope scope = NewDisposeScope();
        using var rows = UnitRows.Of(data, points);
        Tensor weights = start.clone();
        int size = (int)weights.numel();
        Tensor targets = nn
            .functional.one_hot(
                tensor([.. rows.Labels.Select(static label => (long)label)], ScalarType.Int64),
                data.Network.Classes
            )
            .to_type(ScalarType.Float64);
        double deviation = Math.Sqrt(2.0 * LearningRate) * Sigma;
        for (int step = 0; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope inner = NewDisposeScope();
            Tensor errors = rows.Rows.matmul(weights.t()).softmax(-1).Minus(targets);
            Tensor slope = errors.t().matmul(rows.Rows).Times(1.0 / Math.Max(1, points.Count));
            slope = slope.Plus(weights.Times(Lambda));
            Tensor noise = KeyedNoise.Normal([key.Derive(step)], size).view(weights.shape).Times(deviation);
            Tensor moved = weights.Minus(slope.Times(LearningRate)).Plus(noise);
            double length = Math.Sqrt((moved * moved).sum().item<double>());
            weights.copy_(length > Radius ? moved.Times(Radius / length) : moved);
        }

        return weights.MoveToOuterDisposeScope();
    }
}
