using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>
/// How far attacks are from their values on the reference, paired: the same seed, and for attacks that score points the same
/// points. What two models of one seed share cancels out, so that rows can be compared that differ by less than seeds do.
/// </summary>
public static class DistanceToReference
{
    /// <summary>The largest absolute distance over a setting's attacks; null when no attack has one.</summary>
    public static double? Of(SettingReport setting, RowReport row) =>
        setting
            .Attacks.Select(attack => Of(setting, row, attack))
            .Where(static distance => distance is { } value && double.IsFinite(value))
            .Select(static distance => (double?)Math.Abs(distance!.Value))
            .Max();

    /// <summary>
    /// The signed distance of one attack: the mean gap where it scores points, else the mean difference of its first figure over
    /// the seeds that both rows have; null without such a seed.
    /// </summary>
    public static double? Of(SettingReport setting, RowReport row, AttackReport attack)
    {
        if (attack.Judged != attack.Headline)
        {
            return row.Find(attack.Judged.Name)?.Value;
        }

        RowReport? reference = setting.Find(RowRole.Reference);
        return row
            .Trials.Select(trial => Value(trial, attack) - Value(Same(reference, trial.Seed), attack))
            .Where(static difference => difference is not null)
            .Average();
    }

    private static TrialReport? Same(RowReport? reference, int seed) =>
        reference?.Trials.FirstOrDefault(trial => trial.Seed == seed);

    private static double? Value(TrialReport? trial, AttackReport attack) =>
        trial?.Find(attack.Headline.Name) is Figure { Value: { } value } ? value : null;
}
