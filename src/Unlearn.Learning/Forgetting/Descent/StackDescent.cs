using TorchSharp;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>The loss of each active member, [K], differentiable in the parameters.</summary>
internal delegate Tensor DescentLoss(ParameterStack parameters, DescentBatch batch);

/// <summary>
/// The loop that the gradient methods share: every member takes its own steps, all members at once. Members are sorted by
/// number of steps so that those still descending are a prefix of the stack; one that is done is never touched again.
/// </summary>
internal static class StackDescent
{
    /// <summary>Takes every member's steps on a loss of logits: by hand where the network is dense, else by automatic differentiation.</summary>
    public static ParameterStack Run(
        UnlearningContext context,
        ParameterStack start,
        Func<int, ForgetRequest, IReadOnlyList<DescentStep>> plan,
        DescentObjective loss,
        DescentSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (!DenseDescent.Applies(context, loss, settings))
        {
            return Run(context, start, plan, loss.Loss, settings, cancellationToken);
        }

        return start.Flat.dtype == ScalarType.Float64
            ? DenseDescent.Run<double>(context, start, plan, loss, settings, cancellationToken)
            : DenseDescent.Run<float>(context, start, plan, loss, settings, cancellationToken);
    }

    /// <summary>Takes every member's steps.</summary>
    /// <param name="context">Data, requests and cost.</param>
    /// <param name="start">Where members start; not changed.</param>
    /// <param name="plan">The steps of each member of the context.</param>
    /// <param name="loss">What is descended on.</param>
    /// <param name="settings">Optimiser, mask and stop rule.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    /// <returns>A new stack in the order of <paramref name="start"/>.</returns>
    public static ParameterStack Run(
        UnlearningContext context,
        ParameterStack start,
        Func<int, ForgetRequest, IReadOnlyList<DescentStep>> plan,
        DescentLoss loss,
        DescentSettings settings,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<DescentStep>[] plans = [.. context.Requests.Select((request, member) => plan(member, request))];
        ParameterStack result = start.Clone();
        PointSource source = settings.Source ?? new PointSource(context.Data.Dataset);
        IEnumerable<int[]> chunks = Enumerable
            .Range(0, plans.Length)
            .GroupBy(member => PaddedRows(settings, source, member))
            .SelectMany(alike =>
                alike.OrderByDescending(member => plans[member].Count).Chunk(context.Data.Network.MembersAtOnce)
            );
        foreach (int[] chunk in chunks)
        {
            using ParameterStack own = start.Select(chunk);
            if (settings.Adapter is { } adapter)
            {
                var adapted = new AdaptedStack(adapter, context.Data.Network, own);
                using ParameterStack low = adapted.Begin([
                    .. chunk.Select(member => context.Requests[member].Seed.Derive("adapter")),
                ]);
                DescentLoss merged = (parameters, batch) =>
                {
                    using ParameterStack whole = adapted.Merged(parameters);
                    return loss(whole, batch);
                };
                Descend(context, low, chunk, plans, merged, settings, source, cancellationToken);
                using ParameterStack ends = adapted.Merged(low);
                Put(ends, chunk);
                continue;
            }

            Descend(context, own, chunk, plans, loss, settings, source, cancellationToken);
            Put(own, chunk);
        }

        CheckWeights(context, result);
        return result;

        void Put(ParameterStack rows, int[] members)
        {
            using Tensor index = tensor([.. members.Select(static member => (long)member)]);
            result.Flat.index_copy_(0, index, rows.Flat);
        }
    }

    private static void Descend(
        UnlearningContext context,
        ParameterStack own,
        int[] members,
        IReadOnlyList<DescentStep>[] plans,
        DescentLoss loss,
        DescentSettings settings,
        PointSource source,
        CancellationToken cancellationToken
    )
    {
        using Tensor? mask = Rows(settings.Mask, members);
        using Tensor? scale = Rows(settings.GradientScale, members);
        using var optimizer = new DescentOptimizer(own, settings, mask, scale);
        var running = new bool[members.Length];
        Array.Fill(running, true);
        for (int step = 0; step < plans[members[0]].Count; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] active = [.. members.TakeWhile(member => plans[member].Count > step)];
            if (!running.AsSpan(0, active.Length).Contains(true))
            {
                break;
            }

            using DisposeScope scope = NewDisposeScope();
            DescentStep[] steps = [.. active.Select(member => plans[member][step])];
            var batch = new DescentBatch(
                context.Data.Network,
                active,
                steps,
                Gather(context, source, active, [.. steps.Select(static s => s.Points)], settings, own.Flat.dtype),
                Gather(context, source, active, [.. steps.Select(static s => s.Companions)], settings, own.Flat.dtype)
            );
            optimizer.Begin();
            using var prefix = new ParameterStack(own.Layout, own.Flat.narrow(0, 0, active.Length));
            using ParameterStack leaf = prefix.Track();
            Tensor losses = loss(leaf, batch);

            // Before anything is taken back: the graph holds views of the weights and cannot be differentiated after a change.
            Tensor gradient = GuardedAutograd.Gradients(losses, [leaf.Flat])[0];
            Check(context, losses, batch, settings, optimizer, running, step);
            optimizer.Step(gradient, steps, running);
            Count(context, batch, running);
            for (int position = 0; settings.AfterStep is not null && position < active.Length; position++)
            {
                settings.AfterStep(active[position], step, own.Flat.select(0, position));
            }

            for (int position = 0; context.OnStep is not null && position < active.Length; position++)
            {
                context.OnStep(active[position], ParameterRows.ToRow(own.Flat.select(0, position)));
            }
        }
    }

    private static Tensor? Rows(Tensor? all, int[] members)
    {
        using Tensor index = tensor([.. members.Select(static member => (long)member)]);
        return all?.index_select(0, index);
    }

    private static void CheckWeights(UnlearningContext context, ParameterStack stack)
    {
        using DisposeScope scope = NewDisposeScope();
        bool[] finite = stack.Flat.isfinite().all(1).data<bool>().ToArray();
        for (int member = 0; member < finite.Length; member++)
        {
            if (!finite[member])
            {
                context.Fail(member, DescentFailure.Weight(member));
            }
        }
    }

    /// <summary>
    /// Batches padded to one size for the whole run; unpadded where members are computed alone, so that batch statistics see
    /// real points only.
    /// </summary>
    private static PaddedBatch? Gather(
        UnlearningContext context,
        PointSource source,
        int[] members,
        int[][] ids,
        DescentSettings settings,
        ScalarType type
    )
    {
        if (ids.All(static batch => batch.Length == 0))
        {
            return null;
        }

        int rows = context.Data.Network.MembersAtOnce == 1 ? ids[0].Length : PaddedRows(settings, source, members[0]);
        return PaddedBatch.Gather(source, members, ids, rows, type, mean: true);
    }

    /// <summary>What a member's batches are padded to: members for which it differs would change each other's bits.</summary>
    private static int PaddedRows(DescentSettings settings, PointSource source, int member) =>
        PaddedBatch.Rows(Math.Min(settings.BatchSize, source.Most(member)));

    private static void Check(
        UnlearningContext context,
        Tensor losses,
        DescentBatch batch,
        DescentSettings settings,
        DescentOptimizer optimizer,
        bool[] running,
        int step
    )
    {
        double[] values = losses.detach().to_type(ScalarType.Float64).data<double>().ToArray();
        for (int position = 0; position < values.Length; position++)
        {
            if (running[position] && !double.IsFinite(values[position]))
            {
                int member = batch.Members[position];
                context.Fail(member, DescentFailure.Loss(member, values[position], batch.Steps[position].Epoch, step));
                running[position] = false;
            }

            if (running[position] && settings.StopWhen?.Invoke(batch.Members[position], values[position]) == true)
            {
                running[position] = false;
                optimizer.TakeBack(position);
            }
        }
    }

    private static void Count(UnlearningContext context, DescentBatch batch, bool[] running)
    {
        for (int position = 0; position < batch.Members.Count; position++)
        {
            DescentStep step = batch.Steps[position];
            if (running[position])
            {
                context.Cost.Add(batch.Members[position], step.Points.Length + step.Companions.Length);
            }
        }
    }
}
