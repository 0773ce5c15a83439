using System.Globalization;
using TorchSharp;
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
    /// <summary>Takes every member's steps.</summary>
    /// <param name="context">Data, requests and cost.</param>
    /// <param name="start">Where members start; not changed.</param>
    /// <param name="plan">The steps of each request.</param>
    /// <param name="loss">What is descended on.</param>
    /// <param name="settings">Optimiser, mask and stop rule.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    /// <returns>A new stack in the order of <paramref name="start"/>.</returns>
    public static ParameterStack Run(
        UnlearningContext context,
        ParameterStack start,
        Func<ForgetRequest, IReadOnlyList<DescentStep>> plan,
        DescentLoss loss,
        DescentSettings settings,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<DescentStep>[] plans = [.. context.Requests.Select(plan)];
        int[] order = [.. Enumerable.Range(0, plans.Length).OrderByDescending(member => plans[member].Count)];
        using ParameterStack sorted = start.Select(order);
        using var optimizer = new DescentOptimizer(sorted, order, settings);
        PointSource source = settings.Source ?? new PointSource(context.Data.Dataset);
        int rows = PaddedBatch.Rows(Math.Min(settings.BatchSize, context.Data.Dataset.Count));
        var running = new bool[plans.Length];
        Array.Fill(running, true);
        for (int step = 0; step < plans[order[0]].Count; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] active = [.. order.TakeWhile(member => plans[member].Count > step)];
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
                Gather(source, active, [.. steps.Select(static s => s.Points)], rows, sorted.Flat.dtype),
                Gather(source, active, [.. steps.Select(static s => s.Companions)], rows, sorted.Flat.dtype)
            );
            using var leaf = new ParameterStack(
                sorted.Layout,
                sorted.Flat.narrow(0, 0, active.Length).detach().requires_grad_()
            );
            Tensor losses = loss(leaf, batch);
            Check(losses, batch, settings, running);
            optimizer.Step(GuardedAutograd.Gradients(losses, [leaf.Flat])[0], steps, running);
            Count(context, batch, running);
        }

        var inverse = new int[order.Length];
        for (int position = 0; position < order.Length; position++)
        {
            inverse[order[position]] = position;
        }

        return sorted.Select(inverse);
    }

    private static PaddedBatch? Gather(PointSource source, int[] members, int[][] ids, int rows, ScalarType type) =>
        ids.All(static batch => batch.Length == 0)
            ? null
            : PaddedBatch.Gather(source, members, ids, rows, type, mean: true);

    private static void Check(Tensor losses, DescentBatch batch, DescentSettings settings, bool[] running)
    {
        double[] values = losses.detach().to_type(ScalarType.Float64).data<double>().ToArray();
        for (int position = 0; position < values.Length; position++)
        {
            if (running[position] && !double.IsFinite(values[position]))
            {
                throw new DivergedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The unlearning loss of member {batch.Members[position]} is {values[position]} in epoch {batch.Steps[position].Epoch}; try a smaller learningRate or fewer epochs."
                    ),
                    [values[position]]
                );
            }

            if (settings.StopWhen is not null && settings.StopWhen(batch.Members[position], values[position]))
            {
                running[position] = false;
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
