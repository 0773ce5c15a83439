using System.Reflection;
using Unlearn.Core;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Representation;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Statistics;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Attacks;

/// <summary>What holds for every attack on outputs, whatever it looks at.</summary>
public sealed class EveryAttackTests
{
    private const int Members = 30;

    // A figure of the models that the attack compares, under models that do not differ: no distance, even odds, no evidence.
    private static readonly Dictionary<string, double> Unchanged = new(StringComparer.Ordinal)
    {
        ["auc"] = 0.5,
        ["accuracy-gap-forget"] = 0,
        ["accuracy-gap-unseen"] = 0,
        ["probe-gap"] = 0,
        ["ks-d"] = 0,
        ["ks-p"] = 1,
        ["mmd-squared"] = 0,
        ["mmd-p"] = 1,
        ["cka"] = 1,
        ["klom-mean"] = 0,
        ["klom-max"] = 0,
        ["accuracy-mean"] = 0.5,
        ["accuracy-max"] = 0.5,
        ["epsilon-mean"] = 0,
        ["epsilon-max"] = 0,
        ["epsilon-lower"] = 0,
    };

    public static IEnumerable<IOutputAttack> All() =>
        typeof(IOutputAttack)
            .Assembly.GetTypes()
            .Where(static type =>
                type.IsAssignableTo(typeof(IOutputAttack))
                && type.GetCustomAttribute<VerificationAttackAttribute>() is not null
            )
            .Select(static type => (IOutputAttack)Activator.CreateInstance(type)!);

    // Cka reads representations, no outputs.
    public static IEnumerable<IOutputAttack> OfOutputs() => All().Where(static attack => attack is not Cka);

    [TestCaseSource(nameof(All))]
    public void An_attack_needs_non_members_exactly_when_it_says_so(IOutputAttack attack)
    {
        AttackInput input = EveryEvidence.Of(Members, 0);
        if (attack.NeedsNonMembers)
        {
            Assert.That(
                () => attack.Evaluate(input),
                Throws.TypeOf<InputException>().With.Message.Contains("no non-member")
            );
            return;
        }

        AttackEvidence evidence = attack.Evaluate(input);
        AttackEvidence both = attack.Evaluate(EveryEvidence.Of(Members, 20));

        Assert.That(evidence.Figures.Select(Name), Is.EqualTo(both.Figures.Select(Name)));
        Assert.That(
            evidence.Figures.Where(static figure => figure.Value is null && figure.NotResolvable is null),
            Is.Empty
        );
        Assert.That(evidence.Figures[0].Value, Is.Not.Null, "the headline is about the members");
    }

    [TestCaseSource(nameof(All))]
    public void Outputs_that_are_no_numbers_are_refused(IOutputAttack attack)
    {
        AttackInput input = EveryEvidence.Of(Members, 20);
        double[] values = [.. input.Target.Values];
        values[4] = double.NaN;

        Refused(
            () => attack.Evaluate(input with { Target = new LogitTable(values, EveryEvidence.Classes) }),
            "In the target's outputs, point 1 has NaN for class 1; give finite numbers."
        );
    }

    [TestCaseSource(nameof(OfOutputs))]
    public void Phi_does_in_place_of_outputs_and_classes_exactly_where_an_attack_says_so(IOutputAttack attack)
    {
        // Of svc only the default feature is phi.
        attack = attack is Svc svc ? svc with { Feature = SvcFeature.Probabilities } : attack;
        double[] Numbers(bool phiAlone)
        {
            AttackEvidence evidence = attack.Evaluate(EveryEvidence.Of(Members, 20, phiAlone));
            return [.. evidence.Figures.Select(static figure => figure.Value ?? -1), .. evidence.Scores ?? []];
        }

        double[] differences = [.. Numbers(false).Zip(Numbers(true), static (a, b) => Math.Abs(a - b))];
        Assert.That(differences.Max() < 1e-9, Is.EqualTo(attack.SeesPhiAlone));
    }

    [TestCaseSource(nameof(All))]
    public void One_deleted_point_is_no_failure_whatever_cannot_be_resolved(IOutputAttack attack)
    {
        AttackEvidence evidence = attack.Evaluate(EveryEvidence.Of(1, 20));

        Assert.That(evidence.Figures, Is.Not.Empty);
        Assert.That(
            evidence.Figures.Where(static figure => figure.Value is null && figure.NotResolvable is null),
            Is.Empty
        );
        Assert.That(evidence.Figures.Where(static figure => figure.Value is double.NaN), Is.Empty);
    }

    [TestCaseSource(nameof(All))]
    public void Models_that_do_not_differ_are_not_told_apart(IOutputAttack attack)
    {
        AttackInput input = EveryEvidence.Of(Members, 20);
        LogitTable[] models = [.. input.Get(CopyEvidence.Kind)!.Unlearned];
        FeatureTable representation = input.Get(RepresentationEvidence.Kind)!.Target;
        input = input
            .With(ReferenceEvidence.Kind, [input.Target])
            .With(CopyEvidence.Kind, new CopyOutputs(models, models))
            .With(RepresentationEvidence.Kind, new RepresentationOutputs(representation, [representation]));

        AttackEvidence evidence = attack.Evaluate(input);

        foreach (Figure figure in evidence.Figures.Where(figure => Applies(attack, figure)))
        {
            Assert.That(figure.Value, Is.EqualTo(Unchanged[figure.Name]).Within(1e-12), figure.Name);
        }

        if (evidence.Scores is { } scores && scores.Length == input.Members.Length)
        {
            AucComparison comparison = DeLong.Compare(scores, attack.Evaluate(input).Scores!, input.Members);
            Assert.That((comparison.First - comparison.Second, comparison.PValue), Is.EqualTo((0.0, 1.0)));
        }
    }

    [Test]
    public void Every_attack_that_compares_models_has_a_figure_of_no_difference()
    {
        AttackInput input = EveryEvidence.Of(Members, 20);

        Assert.That(
            All()
                .Where(Compares)
                .Where(attack => !attack.Evaluate(input).Figures.Any(figure => Applies(attack, figure)))
                .Select(static attack => attack.GetType().Name),
            Is.Empty
        );
    }

    private static bool Applies(IOutputAttack attack, Figure figure) =>
        Unchanged.ContainsKey(figure.Name) && Compares(attack);

    private static bool Compares(IOutputAttack attack) =>
        attack.Needs.Intersect([ReferenceEvidence.Kind, RepresentationEvidence.Kind, CopyEvidence.Kind]).Any();

    private static string Name(Figure figure) => figure.Name;
}
