using System.Globalization;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;

namespace Unlearn.Reporting.Model;

/// <summary>What a reader must know where the original model was trained elsewhere.</summary>
public static class OriginalNote
{
    /// <summary>A difference in test accuracy that forgetting a part of the data hardly explains.</summary>
    private const double LargeGap = 0.05;

    /// <summary>The note in plain text, or null where the original was trained by the run itself.</summary>
    public static string? Of(SettingReport setting)
    {
        if (setting.Source.OriginalWeights is not { } weights)
        {
            return null;
        }

        string note =
            $"The original model was not trained here: its weights come from {weights.File} (SHA-256 {weights.Digest}). "
            + "References, the null row, shadow models and ensembles such as SISA's were trained here by the manifest's "
            + "training options. Where those differ from the recipe of the file, distances to the reference measure the recipe "
            + "as well as forgetting; and figures hold only if the network was trained on the training points and on none of the "
            + "test and population points.";
        return
            Test(setting, RowRole.Original) is { } original
            && Test(setting, RowRole.Reference) is { } reference
            && Math.Abs(original - reference) > LargeGap
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{note} Warning: the original's {setting.LabelOf(TrialFigures.TestAccuracy).ToLowerInvariant()} is {original:0.000} and the reference's {reference:0.000}: the recipes differ."
            )
            : note;
    }

    private static double? Test(SettingReport setting, RowRole role) =>
        setting.Find(role)?.Find(TrialFigures.TestAccuracy)?.Value;
}
