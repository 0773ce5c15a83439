using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit.Metrics;

/// <summary>The figures of relearn times.</summary>
internal static class AnamnesisFigures
{
    private const string NeverRegained = "a model did not regain the accuracy within the steps given";

    /// <summary>Mean steps of both sides and the index of the means.</summary>
    /// <param name="unlearned">Steps of unlearned models; null where the accuracy never came back.</param>
    /// <param name="retrained">Steps of retrained models.</param>
    /// <param name="offset">Added to both means.</param>
    public static IReadOnlyList<Figure> Of(double?[] unlearned, double?[] retrained, double offset)
    {
        double? own = Mean(unlearned);
        double? reference = Mean(retrained);
        bool divides = reference + offset > 0;
        string? why =
            own is null || reference is null ? NeverRegained
            : divides ? null
            : "retrained models need no step and the offset is 0";
        return
        [
            RelearnFigures.Index.Of(
                why is null ? AnamnesisIndex.Of(own!.Value, reference!.Value, offset) : null,
                unlearned.Length,
                notResolvable: why
            ),
            Steps(RelearnFigures.Steps, own, unlearned.Length),
            Steps(RelearnFigures.RetrainedSteps, reference, retrained.Length),
        ];
    }

    /// <summary>The same from whole steps.</summary>
    public static IReadOnlyList<Figure> Of(int?[] unlearned, int?[] retrained, double offset) =>
        Of([.. unlearned.Select(static s => (double?)s)], [.. retrained.Select(static s => (double?)s)], offset);

    private static double? Mean(double?[] steps) => steps.Contains(null) ? null : steps.Average();

    private static Figure Steps(FigureKind kind, double? steps, int count) =>
        kind.Of(steps, count, notResolvable: steps is null ? NeverRegained : null);
}
