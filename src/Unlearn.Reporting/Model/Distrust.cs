using System.Globalization;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Reporting.Model;

/// <summary>What a reader of a report should not rely on, a sentence each: read off the results.</summary>
public static class Distrust
{
    private const int FewSeeds = 3;

    /// <summary>The sentences, the run's own first, then what holds of every report.</summary>
    public static IReadOnlyList<string> Of(ReportModel model) =>
        [
            .. Seeds(model),
            .. model.Settings.SelectMany(Of),
            .. Tuning(model),
            "These attacks are those that the manifest names. What they do not find bounds what they find, not what a stronger attack finds.",
        ];

    private static IEnumerable<string> Seeds(ReportModel model)
    {
        if (model.SeedCount < FewSeeds)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{(model.SeedCount == 1 ? "There is 1 seed" : $"There are {model.SeedCount} seeds")}: intervals over seeds are wide or missing. Five or more tell methods apart that differ little."
            );
        }

        int failed = model.Failed.Count();
        if (failed > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{failed} of {model.TrialCount} trials failed; means speak for the others only."
            );
        }
    }

    private static IEnumerable<string> Of(SettingReport setting)
    {
        if (setting.Source.OriginalWeights is not null)
        {
            yield return $"{setting.Title}: the original model was trained elsewhere, so that distances to retraining measure its recipe as well.";
        }

        string[] blind =
        [
            .. setting.Attacks.Where(attack => IsBlind(setting, attack)).Select(static attack => attack.Title),
        ];
        if (blind.Length > 0)
        {
            yield return $"{setting.Title}: {string.Join(", ", blind)} {(blind.Length == 1 ? "does" : "do")} not find even the original model here, so that passing says nothing.";
        }

        string[] open =
        [
            .. setting
                .Methods.Where(static row => row.Verdict?.Verdict == Verdict.NotDecided)
                .Select(static row => row.Title),
        ];
        if (open.Length > 0)
        {
            yield return $"{setting.Title}: nothing is decided about {string.Join(", ", open)}; the table of the setting says what would decide.";
        }
    }

    private static bool IsBlind(SettingReport setting, AttackReport attack)
    {
        Judgement[] own =
        [
            .. setting
                .Rows.SelectMany(static row => row.Verdict?.Evidence ?? [])
                .Where(judged => judged.Attack == attack.Name),
        ];
        return own.Length > 0 && own.All(static judged => !judged.FindsOriginal);
    }

    private static IEnumerable<string> Tuning(ReportModel model)
    {
        if (model.Results.Tuning is null && model.Settings.Any(static setting => setting.Methods.Any(IsApproximate)))
        {
            yield return "Options were not searched (`tune`): a method that does badly here may do better with others.";
        }
    }

    private static bool IsApproximate(RowReport row) => row.Kind == MethodKinds.Approximate;
}
