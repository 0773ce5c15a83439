using System.Globalization;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>What an attack's shadows have bought on the row where there is most to find.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Attack">The attack.</param>
/// <param name="Row">The original model where the attack tells it from retraining, else the row farthest from retraining.</param>
/// <param name="All">Its first figure with all shadows.</param>
/// <param name="Half">The same with half of them.</param>
/// <param name="Models">Number of shadows.</param>
public sealed record ShadowGain(
    SettingReport Setting,
    AttackReport Attack,
    RowReport Row,
    double All,
    double Half,
    int Models
)
{
    /// <summary>
    /// What each of the second half's shadows added; gains shrink, so about the most that each further one would add.
    /// </summary>
    public double Each => (All - Half) / (Models - (Models / 2));

    private string Outlook =>
        Each > 0
            ? "Returns shrink, so that is about the most that each further one would buy."
            : "The second half made the attack no stronger; further ones would hardly do so.";

    /// <summary>The gain in words.</summary>
    public string Words =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Attack.Title} in {Setting.Title}, row {Row.Title}: {Attack.Headline.ShortLabel} {Half:0.0000} with {Models / 2} models, {All:0.0000} with {Models}: {Each:+0.00000;-0.00000;0} a model. {Outlook}"
        );

    /// <summary>The gain of every attack that reports one.</summary>
    public static IReadOnlyList<ShadowGain> Of(SettingReport setting) =>
        [.. setting.Attacks.Select(attack => Of(setting, attack)).OfType<ShadowGain>()];

    private static ShadowGain? Of(SettingReport setting, AttackReport attack)
    {
        RowReport? row =
            setting.Find(RowRole.Original) is { } original && HalfOf(original, attack) is not null
                ? original
                : setting.Methods.FirstOrDefault(method => HalfOf(method, attack) is not null);
        return
            row?.Find(Headline(attack)) is { Value: { } all }
            && HalfOf(row, attack) is { Value: { } half }
            && row.Find(LegendEntry.NameOf(attack.Name, AttackFigures.Shadows)) is { Value: { } models }
            ? new ShadowGain(setting, attack, row, all, half, (int)models)
            : null;
    }

    private static string Headline(AttackReport attack) => attack.Headline.Name;

    private static Figure? HalfOf(RowReport row, AttackReport attack) =>
        row.Find(LegendEntry.NameOf(attack.Name, AttackFigures.WithHalfTheShadows(attack.Headline.Kind)))
            is { Value: not null } half
            ? half
            : null;
}
