using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Tests.Mocks;

/// <summary>A search as a tuned experiment would end: one method that moved, one that kept its defaults, one that failed throughout.</summary>
internal static class MockTuning
{
    public static TuningResult Of(string text = "") =>
        new()
        {
            Objective = "closeness-to-retrain",
            Trials = 3,
            Seeds = 2,
            Cap = 10,
            Methods =
            [
                Method("a-few", "influence" + text, text, chosen: 2, [2.4, 1.9, 0.93]),
                Method("a-few", "newton" + text, text, chosen: 0, [0.88, 4.1, null]),
                Method("threes", "influence" + text, text, chosen: 0, [null, null, null]),
            ],
            Untuned = new Dictionary<string, string>
            {
                ["sisa-5" + text] = "it is exact: there is nothing to be closer to" + text,
            },
        };

    private static TunedMethodResult Method(
        string scenario,
        string row,
        string text,
        int chosen,
        IReadOnlyList<double?> objectives
    ) =>
        new()
        {
            Dataset = "digits",
            Model = "mlp",
            Scenario = scenario,
            Row = row,
            Space = new Dictionary<string, string>
            {
                ["damping"] = "0.0001 to 1, logarithmic" + text,
                ["solver"] = "exact | conjugate-gradient",
            },
            Chosen = chosen,
            Candidates =
            [
                .. objectives.Select(
                    (value, index) =>
                        new CandidateResult
                        {
                            Values = new Dictionary<string, string>
                            {
                                ["damping"] = index == 0 ? "0.001" : "0.0316",
                                ["solver"] = "exact" + text,
                            },
                            Objective = value is { } number ? Objective(number, 0.2) : null,
                            Reason = value is null ? "The weights are not finite." + text : null,
                            Seeds = [],
                        }
                ),
            ],
            Spreads = new Dictionary<string, double> { ["forget-loss-gap"] = 0.12 },
            Yardstick = Objective(0.71, 0.1),
            // The second method's best candidate is no closer than this.
            Unmoved = Objective(row.StartsWith("newton", StringComparison.Ordinal) ? 0.8 : 3.1, 0.4),
            OtherChoices = new Dictionary<string, int> { ["average-gaps"] = 0 },
        };

    private static Figure Objective(double value, double half) =>
        new()
        {
            Name = "closeness-to-retrain",
            Value = value,
            Interval = new Interval(value - half, value + half, 0.95, "student-t"),
            Unit = "spreads",
            Direction = Direction.Lower,
            Count = 2,
        };
}
