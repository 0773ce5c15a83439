using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>How a method's row went through a stream of deletion requests, as means over its completed seeds.</summary>
/// <param name="Id">The row.</param>
/// <param name="Kind">The method's kind.</param>
/// <param name="Steps">The answers in order.</param>
public sealed record StreamReport(string Id, string Kind, IReadOnlyList<StreamStep> Steps)
{
    /// <summary>Mean single-point gradients an answer.</summary>
    public double MeanGradients => Steps.Average(static step => step.Gradients);

    /// <summary>Single-point gradients of the dearest answer.</summary>
    public double MostGradients => Steps.Max(static step => step.Gradients);

    /// <summary>Mean points trained on again an answer, or null.</summary>
    public double? MeanPoints =>
        Steps.All(static step => step.PointsRetrained is not null)
            ? Steps.Average(static step => step.PointsRetrained!.Value)
            : null;

    /// <summary>The rows of a setting that answered a stream; empty where the scenario is none.</summary>
    public static IReadOnlyList<StreamReport> Of(SettingResult setting) =>
        [
            .. setting
                .Rows.Select(static row =>
                    (row, Trials: row.Trials.Where(static trial => trial.Steps is { Count: > 0 }).ToArray())
                )
                .Where(static item => item.Trials.Length > 0)
                .Select(static item => new StreamReport(item.row.Id, item.row.Kind, Mean(item.Trials))),
        ];

    private static readonly string[] Measured =
    [
        TrialFigures.RetainAccuracy.Name,
        TrialFigures.ForgetAccuracy.Name,
        TrialFigures.TestAccuracy.Name,
        CostFigures.Gradients.Name,
        CostFigures.PointsRetrained.Name,
        CostFigures.SpeedUp.Name,
    ];

    private static StreamStep[] Mean(TrialResult[] trials) =>
        [
            .. Enumerable
                .Range(0, trials.Min(static trial => trial.Steps!.Count))
                .Select(answer =>
                {
                    RequestStep[] seeds = [.. trials.Select(trial => trial.Steps![answer])];
                    double Value(string name) => seeds.Average(step => Find(step, name) ?? double.NaN);
                    return new StreamStep(
                        answer + 1,
                        seeds.Average(static step => (double)step.Forgotten),
                        Value(TrialFigures.RetainAccuracy.Name),
                        Value(TrialFigures.ForgetAccuracy.Name),
                        Value(TrialFigures.TestAccuracy.Name),
                        Value(CostFigures.Gradients.Name),
                        seeds.All(static step => Find(step, CostFigures.PointsRetrained.Name) is not null)
                            ? Value(CostFigures.PointsRetrained.Name)
                            : null
                    )
                    {
                        Reported =
                        [
                            .. seeds[0]
                                .Figures.Select(static figure => figure.Name)
                                .Except(Measured)
                                .Select(name => (name, Value(name))),
                        ],
                    };
                }),
        ];

    private static double? Find(RequestStep step, string name) =>
        step.Figures.FirstOrDefault((Figure figure) => figure.Name == name)?.Value;
}
