using System.Globalization;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;

namespace Unlearn.Reporting.Model;

/// <summary>What verification cost, in the unit that a person knows: trainings from scratch.</summary>
/// <param name="Models">Models that verification alone needed.</param>
/// <param name="Gradients">Single-point gradients that they took.</param>
/// <param name="Training">Gradients of one retraining, the mean over settings; null where no reference reports them.</param>
/// <param name="Gains">What shadows have bought, an attack each.</param>
public sealed record VerificationCost(int Models, long Gradients, double? Training, IReadOnlyList<ShadowGain> Gains)
{
    /// <summary>The cost in trainings; null where a training's gradients are not known.</summary>
    public double? Trainings => Training is > 0 ? Gradients / Training : null;

    /// <summary>The cost in words.</summary>
    public string Words
    {
        get
        {
            string gradients = string.Create(
                CultureInfo.InvariantCulture,
                $"{Gradients:#,0} gradients of single points"
            );
            string amount = Trainings is { } trainings
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"as much as {trainings:0.#} trainings from scratch ({gradients})"
                )
                : gradients;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Verification alone needed {Models:#,0} models (shadows, references, null models, copies inside the shadow loop) and took {amount}; they are shared by all methods and attacks and count for no method. A further shadow costs one training; one inside the shadow loop two trainings, and an unlearning for each method."
            );
        }
    }

    /// <summary>Reads it off a run's results.</summary>
    public static VerificationCost Of(ExperimentResults results, IReadOnlyList<SettingReport> settings) =>
        new(
            results.VerificationModels,
            results.VerificationGradients,
            settings
                .Select(static setting => setting.Find(RowRole.Reference)?.Find(CostFigures.Gradients)?.Value)
                .Average(),
            [.. settings.SelectMany(ShadowGain.Of)]
        );
}
