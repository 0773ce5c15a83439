using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>
/// A descent by automatic differentiation, every member taking its own steps and all at once: the path of every network and every loss, and the
/// oracle of the faster one. Members are sorted by number of steps, so that those still descending are a prefix of the stack; one that is done is never
/// touched again.
/// </summary>
internal sealed class AutogradDescent : IDisposable
{
    private readonly DescentPlan _plan;
    private readonly DescentMember[] _members;
    private readonly IReadOnlyList<DescentStep>[] _steps;
    private readonly ParameterStack _own;
    private readonly StackOptimizer _optimizer;
    private readonly StepMemory? _memory;
    private readonly bool[] _running;
    private readonly bool[] _diverged;

    private AutogradDescent(DescentPlan plan, (DescentMember, IReadOnlyList<DescentStep>)[] chunk, ParameterStack own)
    {
        _plan = plan;
        _members = [.. chunk.Select(static item => item.Item1)];
        _steps = [.. chunk.Select(static item => item.Item2)];
        _own = own;
        int[] rows = [.. _members.Select(static member => member.Index)];
        _optimizer = new StackOptimizer(own, plan.Settings, rows);
        _memory = plan.Observer.TakesBack ? new StepMemory(own.Flat) : null;
        _running = new bool[chunk.Length];
        _diverged = new bool[chunk.Length];
        Array.Fill(_running, true);
        for (int position = 0; position < _members.Length; position++)
        {
            if (_members[position].From is { } state)
            {
                _optimizer.Resume(position, state);
            }
        }
    }

    /// <summary>Takes every member's steps, in place.</summary>
    public static void Run(DescentPlan plan, ParameterStack weights, CancellationToken cancellationToken)
    {
        // Members of one chunk are padded alike and stand at the same step.
        var chunks = plan
            .Members.Select(static member => (Member: member, Steps: member.Steps()))
            .GroupBy(static item => (item.Member.Rows, item.Member.Start))
            .SelectMany(alike =>
                alike.OrderByDescending(static item => item.Steps.Count).Chunk(plan.Data.Network.MembersAtOnce)
            );
        foreach ((DescentMember, IReadOnlyList<DescentStep>)[] chunk in chunks)
        {
            int[] rows = [.. chunk.Select(static item => item.Item1.Index)];
            using ParameterStack own = weights.Select(rows);
            using var descent = new AutogradDescent(plan, chunk, own);
            descent.Descend(cancellationToken);
            using (Tensor index = tensor([.. rows.Select(static row => (long)row)]))
            {
                weights.Flat.index_copy_(0, index, own.Flat);
            }

            descent.End();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _optimizer.Dispose();
        _memory?.Dispose();
    }

    private void Descend(CancellationToken cancellationToken)
    {
        for (int taken = _members[0].Start; taken < _steps[0].Count; taken++)
        {
            _plan.Observer.Between(States(taken), cancellationToken);
            int active = _steps.TakeWhile(steps => steps.Count > taken).Count();
            if (!_running.AsSpan(0, active).Contains(true))
            {
                break;
            }

            Step(taken, active);
        }
    }

    /// <summary>One step of the first members.</summary>
    private void Step(int taken, int active)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] members = [.. _members.Take(active).Select(static member => member.Index)];
        DescentStep[] steps = [.. _steps.Take(active).Select(all => all[taken])];
        var batch = new DescentBatch(
            _plan.Data.Network,
            members,
            steps,
            Gather(members, [.. steps.Select(static step => step.Points)]),
            Gather(members, [.. steps.Select(static step => step.Companions)])
        );
        _memory?.Begin(); // before the forward pass, which may change running statistics
        using var prefix = new ParameterStack(_own.Layout, _own.Flat.narrow(0, 0, active));
        using ParameterStack leaf = prefix.Track();
        Tensor losses = _plan.Loss(leaf, batch);

        // Before anything is taken back: the graph holds views of the weights and cannot be differentiated after a change.
        Tensor gradient = GuardedAutograd.Gradients(losses, [leaf.Flat])[0];
        Judge(losses, steps, taken);
        int[] wanted = [.. Running(active).Where(at => _plan.Observer.Wants(members[at], steps[at]))];
        double[][] before = [.. wanted.Select(Wide)];
        _optimizer.Step(gradient, at => steps[at].Rate, _running);
        for (int i = 0; i < wanted.Length; i++)
        {
            _plan.Observer.See(members[wanted[i]], before[i], Wide(wanted[i]));
        }

        foreach (int at in Running(active))
        {
            _plan.Observer.Stepped(members[at], taken, steps[at], () => _own.Flat.select(0, at));
        }
    }

    private void Judge(Tensor losses, DescentStep[] steps, int taken)
    {
        double[] values = losses.detach().to_type(ScalarType.Float64).data<double>().ToArray();
        foreach (int at in Running(values.Length))
        {
            DescentVerdict verdict = _plan.Observer.Judge(_members[at].Index, taken, steps[at], values[at]);
            _running[at] = verdict == DescentVerdict.Step;
            _diverged[at] = verdict == DescentVerdict.Diverged;
            if (verdict == DescentVerdict.TakeBack)
            {
                _memory!.TakeBack(at);
            }
        }
    }

    private void End()
    {
        using DisposeScope scope = NewDisposeScope();
        bool[] finite = _own.Flat.isfinite().all(1).data<bool>().ToArray();
        for (int at = 0; at < _members.Length; at++)
        {
            if (!_diverged[at])
            {
                _plan.Observer.Ended(_members[at].Index, finite[at]);
            }
        }
    }

    /// <summary>
    /// Batches padded to one size for the whole run; unpadded where members are computed alone, so that batch statistics see
    /// real points only. Null where no member has a batch.
    /// </summary>
    private PaddedBatch? Gather(int[] members, int[][] ids)
    {
        if (ids.All(static batch => batch.Length == 0))
        {
            return null;
        }

        int rows = _plan.Data.Network.MembersAtOnce == 1 ? ids[0].Length : _members[0].Rows;
        ScalarType type = _own.Flat.dtype;
        return _plan.Settings.Source is { } source
            ? PaddedBatch.Gather(source, members, ids, rows, type, mean: true)
            : _plan.Data.Tensors.Batch(ids, rows, type);
    }

    private IEnumerable<int> Running(int active) => Enumerable.Range(0, active).Where(at => _running[at]);

    private IEnumerable<MemberState> States(int taken)
    {
        for (int at = 0; at < _members.Length; at++)
        {
            yield return new MemberState(
                _members[at].Index,
                Math.Min(taken, _steps[at].Count),
                _own.Row<float>(at).ToArray(),
                _optimizer.State(at)
            );
        }
    }

    private double[] Wide(int at)
    {
        using Tensor row = _own.Flat.select(0, at);
        return ParameterRows.ToDoubles(row);
    }
}
