using System.ComponentModel.DataAnnotations;
using TorchSharp;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>
/// Certified removal from a linear model (Guo, Goldstein, Hannun, van der Maaten, ICML 2020): logistic regression with a random
/// linear term is trained to its minimum; a removal is one Newton step, and as long as a bound on the gradient that steps leave
/// stays within sigma epsilon / c, c = sqrt(2 ln(1.5 / delta)), the result cannot be told from retraining beyond (epsilon, delta)
/// (theorem 3). When the next step would not fit, the model is trained again with fresh noise.
/// </summary>
/// <remarks>
/// The method trains its own original, because the guarantee needs the random term and the exact minimum. Rows, the bias's 1
/// included, are scaled to norm 1 in training. Two classes are one regression, more are one against the rest each; the noise of
/// all is one Gaussian vector, so the guarantee is for all weights together and the residual is their joint norm. The training
/// and, in a stream, the removals of earlier requests are repeated in float64 instead of being kept: they have the same bits, and
/// the bound goes on from where they left it. Stored weights are rounded, which no guarantee minds.
/// </remarks>
[UnlearningMethod("certified-removal", Version = 2)]
[Serves(typeof(SoftmaxRegression), typeof(LinearHead), Reason = "its bound holds for linear models")]
public sealed record CertifiedRemoval : IOwnTrainingMethod
{
    /// <summary>Epsilon of the guarantee, in nats. Default 1.</summary>
    [Range(1e-6, 1e3)]
    public double Epsilon { get; init; } = 1.0;

    /// <summary>Delta of the guarantee. Default 1e-4.</summary>
    [Range(1e-12, 0.5)]
    public double Delta { get; init; } = 1e-4;

    /// <summary>Deviation of the random term's entries: more of it buys budget and costs accuracy. Default 1.</summary>
    [Range(1e-6, 1e6)]
    public double Sigma { get; init; } = 1.0;

    /// <summary>Regularisation lambda of the mean loss, the bias included. Default 0.003.</summary>
    [Range(1e-9, 10.0)]
    public double Lambda { get; init; } = 3e-3;

    /// <summary>Points that one Newton step removes; the bound of a step grows with their square. Default 1.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 1;

    /// <summary>Whose gradient a step takes. Default removed, as published.</summary>
    public RemovalGradient Gradient { get; init; } = RemovalGradient.Removed;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Certified;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => CertificateFigures.Kinds;

    /// <summary>The largest bound on the residual that keeps the guarantee.</summary>
    internal double Budget => Sigma * Epsilon / Math.Sqrt(2.0 * Math.Log(1.5 / Delta));

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
            using var points = UnitRows.Of(data, members[member].Points);
            using CertifiedModel model = Start(points, members[member], cancellationToken);
            cost.Add(member, model.TrainingGradients);
            rows.Add(Row(data.Network.Layout, model));
        }

        return ParameterStack.FromRows(data.Network.Layout, [stack([.. rows], 0)]);
    }

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        var rows = new List<Tensor>();
        for (int member = 0; member < context.Requests.Count; member++)
        {
            IReadOnlyList<ForgetRequest> sequence = context.Requests[member].Sequence;
            using var points = UnitRows.Of(context.Data, sequence[0].Train);
            using CertifiedModel model = Start(points, sequence[0].Original, cancellationToken);
            long before = 0;
            foreach (ForgetRequest request in sequence)
            {
                before = model.Gradients;
                foreach (int[] batch in request.Forget.Chunk(BatchSize))
                {
                    model.Remove(batch, cancellationToken);
                }
            }

            context.Cost.Add(member, model.Gradients - before);
            Report(context.Figures, member, model);
            rows.Add(Row(context.Data.Network.Layout, model));
        }

        using Tensor all = stack([.. rows], 0);
        return new ParameterStack(context.Originals.Layout, all.to_type(context.Originals.Flat.dtype));
    }

    /// <summary>The model before any removal.</summary>
    internal CertifiedModel Start(UnitRows points, MemberSpec member, CancellationToken cancellationToken) =>
        new(points, this, UnitRows.NoiseKey(member.Seed, "certified-removal"), cancellationToken);

    /// <summary>Two classes share one direction: half of it for one, half against it for the other.</summary>
    private static Tensor Row(ParameterLayout layout, CertifiedModel model)
    {
        Tensor weights = model.Weights;
        Tensor logits = weights.size(0) == 1 ? cat([weights.Times(-0.5), weights.Times(0.5)], 0) : weights;
        return UnitRows.ToRow(layout, logits);
    }

    private void Report(MethodFigures figures, int member, CertifiedModel model)
    {
        CertificateFigures.Add(figures, member, Epsilon, Delta);
        figures.Add(member, CertificateFigures.ResidualBound, model.ResidualBound);
        figures.Add(member, CertificateFigures.BudgetLeft, Budget - model.ResidualBound);
        figures.Add(member, CertificateFigures.Retrainings, model.Retrainings);
    }
}
