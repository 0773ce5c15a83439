using Unlearn.Engine.Evaluation;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>What the engine adds to the figures of an attack.</summary>
public sealed class AttackFiguresTests
{
    private static readonly IVerificationAttack[] Attacks = [new LossThreshold(), new MmdDistance()];

    [TestCaseSource(nameof(Attacks))]
    public void An_attacks_own_figures_come_first(IVerificationAttack attack)
    {
        FigureKind headline = attack.Kinds[0];

        Assert.That(
            AttackFigures.Of(attack).Select(static kind => kind.Name),
            Is.EqualTo(
                attack
                    .Kinds.Select(static kind => kind.Name)
                    .Concat([
                        $"retain-{headline.Name}",
                        $"{headline.Name}-half-shadows",
                        "shadows",
                        "auc-gap",
                        "priv-leak",
                        "p-against-reference",
                    ])
            )
        );
    }

    [TestCaseSource(nameof(Attacks))]
    public void Variants_of_the_headline_are_in_its_unit_and_decide_nothing(IVerificationAttack attack)
    {
        FigureKind headline = attack.Kinds[0];
        foreach (
            FigureKind kind in (FigureKind[])
                [AttackFigures.OnRetained(headline), AttackFigures.WithHalfTheShadows(headline)]
        )
        {
            Assert.That(
                (kind.Unit, kind.Scale, kind.Direction, kind.Reading, kind.Margin),
                Is.EqualTo((headline.Unit, headline.Scale, headline.Direction, Reading.None, MarginKind.None))
            );
            Assert.That(kind.Label, Does.StartWith(headline.Label).And.Length.GreaterThan(headline.Label.Length));
            Assert.That(kind.Meaning, Is.Not.EqualTo(headline.Meaning));
        }
    }

    [TestCaseSource(nameof(Attacks))]
    public void The_gap_is_read_and_judged_as_the_headline_is(IVerificationAttack attack)
    {
        FigureKind gap = AttackFigures.Of(attack).Single(static kind => kind.Name == AttackFigures.AucGap.Name);

        Assert.That(Judged(gap), Is.EqualTo(Judged(attack.Kinds[0])));
        Assert.That(gap.Scale, Is.EqualTo(FigureScale.Difference));

        static (Reading, MarginKind) Judged(FigureKind kind) => (kind.Reading, kind.Margin);
    }
}
