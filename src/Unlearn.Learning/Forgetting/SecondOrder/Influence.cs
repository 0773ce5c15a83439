using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>
/// Removes the forget set's influence by one linearised step, theta + H^-1 b (Koh and Liang, ICML 2017, equation 2; Guo et al.,
/// ICML 2020, equation 2). The regulariser is the training's weight decay. Computed in float64.
/// </summary>
/// <remarks>
/// With n training and r forgotten points, g the sum of forgotten gradients and l the weight decay: for <see cref="InfluenceObjective.Retrain"/>
/// b = (g + r l theta) / (n - r) and the Newton matrix is the mean retained Hessian + l I; for
/// <see cref="InfluenceObjective.LeaveOut"/> b = g / n and it is the sum of retained Hessians / n + l I. The first-order update
/// takes the mean Hessian of all points + l I instead. Damping is added to the matrix alone. The result is exact on quadratic
/// losses, and as good as the original is converged elsewhere.
/// </remarks>
[UnlearningMethod("influence", Version = 2)]
[Refuses(typeof(ITextPoints), Reason = "its curvature is that of one prediction for each point")]
public sealed record Influence : IWeightMethod
{
    private const string NotAffine =
        "Method 'influence': solver 'k-fac' takes networks of affine layers (softmax-regression, linear-head, mlp). Use solver: "
        + "conjugate-gradient.";

    /// <summary>Whose curvature is used. Default newton.</summary>
    public InfluenceUpdate Update { get; init; } = InfluenceUpdate.Newton;

    /// <summary>Which objective is aimed at. Default retrain.</summary>
    public InfluenceObjective Objective { get; init; } = InfluenceObjective.Retrain;

    /// <summary>Which matrix stands for the curvature. Default gauss-newton, which is the Hessian for softmax regression.</summary>
    public InfluenceCurvature Curvature { get; init; } = InfluenceCurvature.GaussNewton;

    /// <summary>How the system is solved; exact refuses models of more than 4,096 parameters. k-fac takes softmax regression and MLP, and its curvature is its own. Default conjugate-gradient.</summary>
    public InfluenceSolver Solver { get; init; } = InfluenceSolver.ConjugateGradient;

    /// <summary>
    /// Added to the matrix's diagonal; bounds the step where curvature is small, and with curvature hessian should exceed the most negative eigenvalue. Default 0.001.
    /// </summary>
    [Range(0.0, 1e6)]
    [SearchSpace(1e-4, 1, Log = true)]
    public double Damping { get; init; } = 0.001;

    /// <summary>Largest number of conjugate-gradient steps, or of terms of lissa's series. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int Iterations { get; init; } = 100;

    /// <summary>Both stop when the residual's norm is this share of the right side's; lissa on samples takes all its terms. Default 1e-6.</summary>
    [Range(0.0, 1.0)]
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>lissa's scale, which must exceed half the matrix's largest eigenvalue; 0 (default): that eigenvalue, estimated, and a tenth more.</summary>
    [Range(0.0, 1e12)]
    public double Scale { get; init; }

    /// <summary>Points in each product of lissa, drawn anew every time; 0 (default): all.</summary>
    [Range(0, 1_000_000_000)]
    public int SampleSize { get; init; }

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        Solver switch
        {
            InfluenceSolver.Exact => DirectSolver.RefusalOf(data.Network.Layout),
            InfluenceSolver.KFac when data.Network.AffineChain is null => NotAffine,
            _ => null,
        };

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken) =>
        Unlearn(context, PointLosses.Entropy, cancellationToken);

    /// <summary>The same for any loss of points.</summary>
    internal ParameterStack Unlearn(UnlearningContext context, PointLoss loss, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        using var at = new ParameterStack(
            context.Originals.Layout,
            context.Originals.Flat.to_type(ScalarType.Float64, copy: true)
        );
        using Tensor step = Step(context, loss, at, cancellationToken);
        return new ParameterStack(at.Layout, at.Flat.Plus(step).to_type(context.Originals.Flat.dtype));
    }

    private Tensor Step(
        UnlearningContext context,
        PointLoss loss,
        ParameterStack at,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<ForgetRequest> requests = context.Requests;
        IReadOnlyList<Influence> own = context.Own(this);
        var forget = new EmpiricalLoss(context.Data, [.. requests.Select(static request => request.Forget)], loss);
        PointSet[] curved =
        [
            .. requests.Select(request => Update == InfluenceUpdate.Newton ? request.Retain : request.Train),
        ];
        double[] decay = [.. requests.Select(static request => request.Training.WeightDecay)];
        Tensor right = forget.Gradient(at) * Column(requests.Select(request => 1.0 / Divisor(request)));
        if (Objective == InfluenceObjective.Retrain)
        {
            Tensor pull = Column(
                requests.Select(request => request.Forget.Count * request.Training.WeightDecay / Divisor(request))
            );
            right = right.Plus(pull * at.Flat * at.Layout.TrainableRow(at.Flat.dtype));
        }

        double[] scales =
        [
            .. requests.Select(request =>
                1.0 / (Update == InfluenceUpdate.FirstOrder ? request.Train.Count : Divisor(request))
            ),
        ];
        double[] damping = [.. decay.Zip(own, static (weights, member) => weights + member.Damping)];
        DampedHessian Matrix(PointSet[] of) =>
            new(
                new EmpiricalLoss(context.Data, of, loss),
                Curvature,
                at,
                [.. scales.Select((scale, member) => scale * curved[member].Count / Math.Max(1, of[member].Count))],
                damping,
                [.. of.Select(static set => set.Count)],
                context.Cost
            );
        DampedHessian hessian = Matrix(curved);
        for (int member = 0; member < requests.Count; member++)
        {
            context.Cost.Add(member, requests[member].Forget.Count);
        }

        return Solver switch
        {
            InfluenceSolver.Exact => DirectSolver.Solve(hessian, right, cancellationToken),
            InfluenceSolver.Lissa => NeumannSeries.Solve(
                hessian,
                step => SampleSize == 0 ? hessian : Matrix([.. requests.Zip(curved, (r, all) => Sample(r, all, step))]),
                right,
                Scale,
                Iterations,
                SampleSize == 0 ? Tolerance : 0.0,
                cancellationToken
            ),
            InfluenceSolver.KFac => Factored(context, at, curved, scales, damping, right, cancellationToken),
            _ => ConjugateGradient.Solve(hessian, right, Iterations, Tolerance, cancellationToken),
        };
    }

    private PointSet Sample(ForgetRequest request, PointSet from, int step) =>
        new(request.Seed.Derive("influence/sample").Derive(step).Order(from.Ids.AsSpan()).Take(SampleSize));

    private static Tensor Factored(
        UnlearningContext context,
        ParameterStack at,
        PointSet[] curved,
        double[] scales,
        double[] damping,
        Tensor right,
        CancellationToken cancellationToken
    )
    {
        if (context.Data.Network.AffineChain is not { } network)
        {
            throw new InputException(NotAffine);
        }

        var rows = new List<Tensor>();
        for (int member = 0; member < curved.Length; member++)
        {
            rows.Add(
                KroneckerFactors.Solve(
                    context.Data,
                    at,
                    member,
                    curved[member],
                    scales[member],
                    damping[member],
                    right.select(0, member),
                    cancellationToken
                )
            );
            context.Cost.Add(member, (long)curved[member].Count * network.Classes);
        }

        return stack([.. rows], 0);
    }

    private double Divisor(ForgetRequest request) =>
        Objective == InfluenceObjective.Retrain ? request.Retain.Count : request.Train.Count;

    private static Tensor Column(IEnumerable<double> values) => tensor(values.ToArray()).unsqueeze(1);
}
