using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Attacks.Planted;

/// <summary>
/// The interclass confusion test (Goel et al. 2022): labels of points of two classes were swapped, trained on and then
/// unlearned. Does the model still confuse the classes? On the forget set (members) that is memorisation, on unseen points
/// (non-members) property generalisation. Labels are the true ones.
/// </summary>
[VerificationAttack("interclass-confusion")]
[Requires("poisoned")]
public sealed record InterclassConfusion : IOutputAttack
{
    /// <summary>The first of the two classes.</summary>
    [Range(0, 1_000_000)]
    public int First { get; init; }

    /// <summary>The second of the two classes.</summary>
    [Range(0, 1_000_000)]
    public int Second { get; init; } = 1;

    /// <inheritdoc />
    public AttackNeeds Needs => AttackNeeds.SwappedLabels;

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        int classes = input.Target.Classes;
        if (First == Second || First >= classes || Second >= classes)
        {
            throw new InputException(
                $"Classes {First} and {Second} cannot be confused: give two different ones below {classes}."
            );
        }

        return new AttackEvidence { Figures = [.. Figures(input, true, "forget"), .. Figures(input, false, "unseen")] };
    }

    private IEnumerable<Figure> Figures(AttackInput input, bool side, string name)
    {
        int wrong = 0;
        int total = 0;
        int confused = 0;
        for (int i = 0; i < input.Labels.Length; i++)
        {
            int label = input.Labels[i];
            if (input.Members[i] != side || (label != First && label != Second))
            {
                continue;
            }

            int prediction = Softmax.Prediction(input.Target.Row(i));
            total++;
            wrong += prediction != label ? 1 : 0;
            confused += prediction != label && (prediction == First || prediction == Second) ? 1 : 0;
        }

        yield return new Figure
        {
            Name = $"confusion-error-{name}",
            Value = total > 0 ? wrong / (double)total : null,
            Interval = total > 0 ? ClopperPearson.Interval(wrong, total) : null,
            Count = total,
            NotResolvable = total > 0 ? null : "no point of the two classes",
        };
        yield return new Figure
        {
            Name = $"confusion-count-{name}",
            Value = confused,
            Unit = "count",
            Count = total,
        };
    }
}
