using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Unlearning by gradient steps: each member of a context takes those of its own request, from where it stands.</summary>
internal static class StackDescent
{
    /// <summary>Takes every member's steps on a loss of logits, whose derivatives by hand serve where the network has such.</summary>
    public static ParameterStack Run(
        UnlearningContext context,
        ParameterStack start,
        Func<int, ForgetRequest, IReadOnlyList<DescentStep>> plan,
        DescentObjective loss,
        DescentSettings settings,
        CancellationToken cancellationToken
    ) => Run(context, start, plan, loss.Loss, loss, settings, cancellationToken);

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
    ) => Run(context, start, plan, loss, objective: null, settings, cancellationToken);

    private static ParameterStack Run(
        UnlearningContext context,
        ParameterStack start,
        Func<int, ForgetRequest, IReadOnlyList<DescentStep>> plan,
        DescentLoss loss,
        DescentObjective? objective,
        DescentSettings settings,
        CancellationToken cancellationToken
    )
    {
        PointSource source = settings.Source ?? new PointSource(context.Data.Dataset);
        AdaptedStack? adapted = settings.Adapter is { } adapter
            ? new AdaptedStack(adapter, context.Data.Network, start)
            : null;
        var descent = new DescentPlan
        {
            Data = context.Data,
            Members =
            [
                .. context.Requests.Select(
                    (request, member) =>
                        new DescentMember(member, () => plan(member, request), PaddedRows(settings, source, member))
                ),
            ],
            Loss = adapted is null ? loss : adapted.Adapt(loss),
            Objective = adapted is null ? objective : null,
            Settings = settings,
            Observer = new UnlearningObserver(context, settings, adapted is null ? null : adapted.Whole),
        };
        if (adapted is null)
        {
            ParameterStack result = start.Clone();
            DescentLoop.Run(descent, result, cancellationToken);
            return result;
        }

        using ParameterStack adapters = adapted.Begin([
            .. context.Requests.Select(static request => request.Seed.Derive("adapter")),
        ]);
        DescentLoop.Run(descent, adapters, cancellationToken);
        return adapted.Merged(adapters, [.. Enumerable.Range(0, start.Members)]);
    }

    /// <summary>What a member's batches are padded to: members for which it differs would change each other's bits.</summary>
    private static int PaddedRows(DescentSettings settings, PointSource source, int member) =>
        PaddedBatch.Rows(Math.Min(settings.BatchSize, source.Most(member)));
}
