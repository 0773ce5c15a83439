using Unlearn.Formats.Arrays;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;

namespace Unlearn.Audit.Tests;

/// <summary>An attack is its record: what an audit reads for it, needed or not and in which forms, it says itself.</summary>
public sealed class NewAttackTests
{
    [Test]
    public void The_arrays_of_a_new_attack_follow_from_what_it_says()
    {
        Assert.That(
            AttackArrays.Of(new MarginGap()).Select(static need => (need.Names.First(), need.Required)),
            Is.EqualTo(
                new[]
                {
                    ("target_logits", true),
                    ("labels", true),
                    ("members", true),
                    ("retrained_logits", true),
                    ("retain_logits", false),
                    ("retain_labels", false),
                }
            )
        );
        Assert.That(
            AttackArrays.Of(new MarginGap())[0].Names,
            Is.EqualTo(new[] { "target_logits", "target_probabilities", "target_phi" })
        );
    }

    [Test]
    public void It_is_audited_with_what_it_welcomes_and_without()
    {
        NamedArray[] needed =
        [
            new("target_phi", [2], [3, 1]),
            new("members", [2], [1, 1]),
            new("retrained_phi", [1, 2], [0.5, 0.5]),
        ];
        var audit = new AttackAudit("test-margin-gap", new MarginGap());

        Assert.That(audit.Run(needed).Figures.Single().Value, Is.EqualTo(1.5));
        Assert.That(
            audit.Run([.. needed, new NamedArray("retain_phi", [1], [1])]).Figures.Single().Value,
            Is.EqualTo(0.5)
        );
    }

    /// <summary>Mean phi of the forget set less that of retrained models, and less that of retained points where they are given.</summary>
    [VerificationAttack("test-margin-gap")]
    private sealed record MarginGap : IOutputAttack
    {
        private static readonly FigureKind Gap = new(
            "margin-gap",
            "Margin gap",
            "Mean phi less that of retrained models."
        );

        public IReadOnlyList<EvidenceKind> Needs => [ReferenceEvidence.Kind];

        public IReadOnlyList<EvidenceKind> Welcomes => [RetainEvidence.Kind];

        public bool SeesPhiAlone => true;

        public IReadOnlyList<FigureKind> Kinds => [Gap];

        public AttackEvidence Evaluate(AttackInput input)
        {
            InputChecks.CheckTarget(input);
            IReadOnlyList<LogitTable> models = input.Require(ReferenceEvidence.Kind, "test-margin-gap");
            double retained = input.Get(RetainEvidence.Kind) is { } retain
                ? Confidence.Phi(retain.Logits, retain.Labels).Average()
                : 0;
            return new AttackEvidence
            {
                Figures =
                [
                    Gap.Of(
                        Confidence.Phi(input.Target, input.Labels).Average()
                            - models.Average(model => Confidence.Phi(model, input.Labels).Average())
                            - retained,
                        input.Labels.Length
                    ),
                ],
            };
        }
    }
}
