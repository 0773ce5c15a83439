using System.Numerics;
using System.Runtime.InteropServices;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Dense;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>
/// A descent with gradients by hand, member after member in native buffers that are reused: no tensor in the loop over steps, so a stack costs its
/// arithmetic and nothing else.
/// </summary>
/// <typeparam name="T">float or double, as the stack.</typeparam>
internal sealed class NativeDescent<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DescentPlan _plan;
    private readonly DescentObjective _loss;
    private readonly NativeMember<T> _member;
    private readonly FeatureRows<T> _rows;
    private readonly NativeOptimizer<T> _optimizer;
    private readonly T[] _before;
    private readonly T[] _logits;
    private readonly T[] _others;
    private int _index;

    private NativeDescent(DescentPlan plan)
    {
        _plan = plan;
        _loss = plan.Objective!;
        _rows = plan.Data.Tensors.Rows<T>();
        _member = NativeMembers.Of<T>(plan.Data.Network, Math.Min(plan.Settings.BatchSize, plan.Data.Dataset.Count));
        _optimizer = new NativeOptimizer<T>(_member, plan.Settings, _loss.Norm);
        _before = plan.Observer.TakesBack ? new T[_member.Weights.Length] : [];
        _logits = new T[_member.LogitErrors.Length];
        _others = new T[_member.LogitErrors.Length];
    }

    /// <summary>Takes every member's steps, in place.</summary>
    public static void Run(DescentPlan plan, ParameterStack weights, CancellationToken cancellationToken)
    {
        int next = 0;
        while (next < plan.Members.Count)
        {
            using var descent = new NativeDescent<T>(plan);
            bool usable = true;
            while (usable && next < plan.Members.Count)
            {
                DescentMember member = plan.Members[next++];
                usable = descent.Descend(member, weights.Row<T>(member.Index), cancellationToken);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _member.Dispose();
        _optimizer.Dispose();
    }

    /// <summary>One member's steps; false where the buffers are to be replaced, because they hold what is no number.</summary>
    private bool Descend(DescentMember member, Span<T> row, CancellationToken cancellationToken)
    {
        IReadOnlyList<DescentStep> steps = member.Steps();
        _index = member.Index;
        _member.Load(row);
        _member.Weights[.._before.Length].CopyTo(_before);
        _optimizer.Begin(member.Index, member.Start < steps.Count ? steps[member.Start].Epoch : 0, member.From);
        var verdict = DescentVerdict.Step;
        for (int taken = member.Start; taken < steps.Count && verdict == DescentVerdict.Step; taken++)
        {
            _plan.Observer.Between(State(taken), cancellationToken);
            DescentStep step = steps[taken];
            int next = _loss.Norm is not null && taken + 1 < steps.Count ? steps[taken + 1].Epoch : step.Epoch;
            verdict = Step(step, taken, next);
        }

        if (verdict == DescentVerdict.Diverged)
        {
            return false;
        }

        _member.Store(row);
        bool finite = IsFinite(_member.Weights);
        _plan.Observer.Ended(member.Index, finite);
        return finite;
    }

    private IEnumerable<MemberState> State(int taken)
    {
        var weights = new T[_plan.Data.Network.Layout.Width];
        _member.Store(weights);
        yield return new MemberState(
            _index,
            taken,
            Array.ConvertAll(weights, float.CreateChecked),
            _optimizer.State(weights.Length)
        );
    }

    private DescentVerdict Step(DescentStep step, int taken, int nextEpoch)
    {
        DescentObserver observer = _plan.Observer;
        int[] companions = _loss.ReadsCompanions(_index) ? step.Companions : [];
        double loss = Loss(step, step.Points, companions);
        DescentVerdict verdict = observer.Judge(_index, taken, step, loss);
        if (verdict != DescentVerdict.Step)
        {
            _before.CopyTo(_member.Weights);
            return verdict;
        }

        _member.Weights[.._before.Length].CopyTo(_before);
        bool wanted = observer.Wants(_index, step);
        double[] before = wanted ? Wide() : [];
        _optimizer.Move(_rows, companions.Length > 0 ? companions : step.Points, step.Rate, nextEpoch);
        if (wanted)
        {
            observer.See(_index, before, Wide());
        }

        observer.Stepped(_index, taken, step, Row);
        return verdict;
    }

    /// <summary>
    /// The loss of a step's batches. The gradient of the first is added up where there are two; that of the last waits for the optimiser.
    /// </summary>
    private double Loss(DescentStep step, int[] points, int[] companions)
    {
        bool coupled = points.Length > 0 && companions.Length > 0 && _loss.Couples(step);
        if (coupled)
        {
            _member.Forward(_rows, companions)[..(companions.Length * _member.Stride)].CopyTo(_others);
        }

        double loss = 0.0;
        if (points.Length > 0)
        {
            ReadOnlySpan<T> logits = _member.Forward(_rows, points);
            loss += _loss.OfPoints(
                _index,
                step,
                Batch(points, logits, _member.LogitErrors),
                coupled ? Batch(companions, _others, []) : default
            );
            if (companions.Length > 0)
            {
                logits.CopyTo(_logits);
                _member.Backward(_rows, points, default(NoStep<T>), _optimizer.Lowest);
            }
        }

        if (companions.Length > 0)
        {
            loss += _loss.OfCompanions(
                _index,
                step,
                Batch(companions, _member.Forward(_rows, companions), _member.LogitErrors),
                coupled ? Batch(points, _logits, []) : default
            );
        }

        return loss;
    }

    private LogitBatch<T> Batch(int[] points, ReadOnlySpan<T> logits, Span<T> errors) =>
        new(points, _plan.Data.Dataset.Labels, logits, errors, _plan.Data.Network.Classes, _member.Stride);

    private double[] Wide()
    {
        var row = new T[_plan.Data.Network.Layout.Width];
        _member.Store(row);
        return Array.ConvertAll(row, double.CreateChecked);
    }

    /// <summary>The weights as a row of a stack.</summary>
    private Tensor Row()
    {
        ScalarType type = typeof(T) == typeof(double) ? ScalarType.Float64 : ScalarType.Float32;
        Tensor row = zeros([_plan.Data.Network.Layout.Width], type);
        _member.Store(MemoryMarshal.Cast<byte, T>(row.bytes));
        return row;
    }

    private static bool IsFinite(ReadOnlySpan<T> weights)
    {
        foreach (T weight in weights)
        {
            if (!T.IsFinite(weight))
            {
                return false;
            }
        }

        return true;
    }
}
