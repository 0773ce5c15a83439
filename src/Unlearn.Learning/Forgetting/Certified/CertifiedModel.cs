using TorchSharp;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Native;
using Unlearn.Verification.Randomness;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>
/// One model under certified removal: weights, the bound on the residual of its objective, and how often it was trained again.
/// Removals may follow one another without end.
/// </summary>
internal sealed class CertifiedModel : IDisposable
{
    private readonly UnitRows _points;
    private readonly CertifiedRemoval _rule;
    private readonly RandomKey _noise;
    private readonly HashSet<int> _removed = [];
    private LogisticObjective _objective;

    /// <summary>Trains on all points.</summary>
    /// <param name="points">Training points; not owned.</param>
    /// <param name="rule">Options.</param>
    /// <param name="noise">Key of the objective's random term.</param>
    /// <param name="cancellationToken">Checked at every Newton step.</param>
    public CertifiedModel(UnitRows points, CertifiedRemoval rule, RandomKey noise, CancellationToken cancellationToken)
    {
        _points = points;
        _rule = rule;
        _noise = noise;
        _objective = Perturbed();
        Weights = Train(cancellationToken);
        TrainingGradients = Gradients;
        Gradients = 0;
    }

    /// <summary>[K, features + 1]; not to be changed.</summary>
    public Tensor Weights { get; private set; }

    /// <summary>Bound on the norm of the objective's gradient at the weights.</summary>
    public double ResidualBound { get; private set; }

    /// <summary>Trainings after the first.</summary>
    public int Retrainings { get; private set; }

    /// <summary>Single-point gradients of the first training; a Hessian counts as two for each of its columns.</summary>
    public long TrainingGradients { get; }

    /// <summary>Single-point gradients of all removals.</summary>
    public long Gradients { get; private set; }

    /// <summary>Removes points by one Newton step, or by training again if the step's bound would not fit the budget.</summary>
    /// <param name="ids">Points that are present.</param>
    /// <param name="cancellationToken">Checked before and, when training, at every step.</param>
    public void Remove(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        int[] positions = _points.PositionsOf(ids);
        Tensor change = _objective.GradientOf(positions, Weights);
        _removed.UnionWith(positions);
        _objective.Remove(positions);
        bool whole = _rule.Gradient == RemovalGradient.Remaining;
        Tensor step = _objective.Solve(Weights, whole ? _objective.Gradient(Weights).neg() : change);
        double bound = _objective.StepBound(step) + (whole ? 0.0 : ResidualBound);
        Gradients += (whole ? _objective.Count : ids.Count) + HessianCost;
        if (bound <= _rule.Budget)
        {
            ResidualBound = bound;
            Replace(Weights.Plus(step));
            return;
        }

        Retrainings++;
        _objective.Dispose();
        _objective = Perturbed();
        Replace(Train(cancellationToken));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _objective.Dispose();
        Weights.Dispose();
    }

    private long HessianCost => 2L * _points.Width * _objective.Count;

    private void Replace(Tensor weights)
    {
        Weights.Dispose();
        Weights = weights.DetachFromDisposeScope();
    }

    /// <summary>The objective of what is present, with noise that no earlier training has used.</summary>
    private LogisticObjective Perturbed()
    {
        RandomKey key = _noise.Derive(Retrainings);
        int problems = LogisticObjective.ProblemsOf(_points.Classes);
        using Tensor normal = KeyedNoise.Normal(
            [.. Enumerable.Range(0, problems).Select(problem => key.Derive(problem))],
            _points.Width
        );
        var objective = new LogisticObjective(_points, _rule.Lambda, normal.Times(_rule.Sigma));
        objective.Remove([.. _removed]);
        return objective;
    }

    private Tensor Train(CancellationToken cancellationToken)
    {
        Tensor weights = _objective.Minimise(cancellationToken, out int steps).DetachFromDisposeScope();
        using Tensor left = _objective.Gradient(weights);
        ResidualBound = Norm(LogisticObjective.Norms(left));
        Gradients += (steps + 1L) * (_objective.Count + HessianCost);
        return weights;
    }

    private static double Norm(double[] lengths) => Math.Sqrt(lengths.Sum(static length => length * length));
}
