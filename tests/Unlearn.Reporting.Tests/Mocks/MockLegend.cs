using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Reference;

namespace Unlearn.Reporting.Tests.Mocks;

/// <summary>The legend of invented results: what the real makers say of their figures.</summary>
internal static class MockLegend
{
    public static IReadOnlyList<LegendEntry> Of() =>
        [
            .. TrialFigures
                .Kinds.Concat(CostFigures.Kinds)
                .Select(static kind => new LegendEntry(kind.Name, null, null, kind)),
            .. Attack("loss-threshold", "Loss threshold", new LossThreshold()),
            .. Attack("lira", "LiRA", new Lira()),
        ];

    private static IEnumerable<LegendEntry> Attack(string name, string title, IVerificationAttack attack) =>
        AttackFigures.Of(attack).Select(kind => new LegendEntry(LegendEntry.NameOf(name, kind), name, title, kind));
}
