using System.Reflection;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Attacks.Representation;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;
using Unlearn.Verification.Statistics;

namespace Unlearn.Verification.Tests.Attacks;

/// <summary>What holds for every attack on outputs, whatever it looks at.</summary>
public sealed class EveryAttackTests
{
    private const int Members = 30;
    private const int Classes = 3;

    private static readonly RandomKey Key = new RandomKey(2029).Derive("every-attack");

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

    [TestCaseSource(nameof(All))]
    public void An_attack_needs_non_members_exactly_when_it_says_so(IOutputAttack attack)
    {
        AttackInput input = Input(Members, 0);
        if (attack.NeedsNonMembers)
        {
            Assert.That(
                () => attack.Evaluate(input),
                Throws.TypeOf<InputException>().With.Message.Contains("no non-member")
            );
            return;
        }

        AttackEvidence evidence = attack.Evaluate(input);
        AttackEvidence both = attack.Evaluate(Input(Members, 20));

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
        AttackInput input = Input(Members, 20);
        double[] values = [.. input.Target.Values];
        values[4] = double.NaN;

        Refusal.Refused(
            () => attack.Evaluate(input with { Target = new LogitTable(values, Classes) }),
            "In the target's outputs, point 1 has NaN for class 1; give finite numbers."
        );
    }

    [TestCaseSource(nameof(All))]
    public void Phi_does_in_place_of_outputs_and_classes_exactly_where_an_attack_says_so(IOutputAttack attack)
    {
        // The first reads no outputs; of the second only the default feature is phi.
        if (attack is Cka)
        {
            return;
        }

        attack = attack is Svc svc ? svc with { Feature = SvcFeature.Probabilities } : attack;
        double[] Numbers(bool phiAlone)
        {
            AttackEvidence evidence = attack.Evaluate(Input(Members, 20, phiAlone));
            return [.. evidence.Figures.Select(static figure => figure.Value ?? -1), .. evidence.Scores ?? []];
        }

        double[] differences = [.. Numbers(false).Zip(Numbers(true), static (a, b) => Math.Abs(a - b))];
        Assert.That(differences.Max() < 1e-9, Is.EqualTo(attack.SeesPhiAlone));
    }

    [TestCaseSource(nameof(All))]
    public void One_deleted_point_is_no_failure_whatever_cannot_be_resolved(IOutputAttack attack)
    {
        AttackEvidence evidence = attack.Evaluate(Input(1, 20));

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
        AttackInput input = Input(Members, 20);
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
        AttackInput input = Input(Members, 20);

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

    private static AttackInput Input(int forgotten, int nonMembers, bool phiAlone = false)
    {
        int points = forgotten + nonMembers;
        bool[] members = [.. Enumerable.Range(0, points).Select(i => i < forgotten)];
        LogitTable Table(string purpose, int number, int count)
        {
            var table = new LogitTable(Values(purpose, number, count), Classes);
            return phiAlone ? Inputs.Table(Confidence.Phi(table, ClassesOf(count))) : table;
        }
        LogitTable[] Several(string purpose, int models, int count) =>
            [.. Enumerable.Range(0, models).Select(model => Table(purpose, model, count))];
        int[] Labels(int count) => phiAlone ? new int[count] : ClassesOf(count);
        FeatureTable Features(int number) => new(Values("features", number, points), Classes);
        return new AttackInput
        {
            Target = Table("target", 0, points),
            Labels = Labels(points),
            Members = members,
        }
            .With(RetainEvidence.Kind, new ModelOutputs(Table("retain", 0, 40), Labels(40)))
            .With(PopulationEvidence.Kind, new ModelOutputs(Table("population", 0, 40), Labels(40)))
            .With(
                ShadowEvidence.Kind,
                new ShadowOutputs(
                    Several("shadow", 16, points),
                    [
                        .. Enumerable
                            .Range(0, 16)
                            .Select(shadow => members.Select((_, i) => (shadow + i) % 2 == 0).ToArray()),
                    ]
                )
            )
            .With(ShadowPopulationEvidence.Kind, Several("shadow-population", 16, 40))
            .With(OriginalEvidence.Kind, Table("original", 0, points))
            .With(
                CopyEvidence.Kind,
                new CopyOutputs(Several("unlearned", 16, points), Several("retrained", 16, points))
            )
            .With(ReferenceEvidence.Kind, Several("retrained", 16, points))
            .With(UntrainedEvidence.Kind, Table("incompetent", 0, points))
            .With(
                CopyAccuracyEvidence.Kind,
                new CopyAccuracies(new ModelAccuracies(0.9, 0.8), new ModelAccuracies(0.9, 0.8))
            )
            .With(RepresentationEvidence.Kind, new RepresentationOutputs(Features(0), [Features(1), Features(2)]))
            .With(TokenEvidence.Kind, Tokens(points))
            .With(CompressionEvidence.Kind, [.. Enumerable.Range(20, points).Select(static bytes => (double)bytes)])
            .With(LowerCaseEvidence.Kind, Shares("lower-case", static share => -3 * share))
            .With(GreedyEvidence.Kind, new RougeOverlaps(Shares("recall"), Shares("f1")))
            .With(TruthEvidence.Kind, new TruthAnswers(Truths(0), [Truths(1), Truths(2)]));

        double[] Shares(string name, Func<double, double>? scale = null) =>
            [
                .. Enumerable
                    .Range(0, points)
                    .Select(point => Key.Derive(name).Uniform((ulong)point))
                    .Select(share => scale?.Invoke(share) ?? share),
            ];

        double[][] Truths(int model) =>
            [
                .. Shares($"truth-{model}")
                    .Zip(Shares($"wrong-{model}"), static (right, wrong) => new[] { -right, -wrong }),
            ];
    }

    private static double[] Values(string purpose, int number, int count) =>
        [
            .. Enumerable
                .Range(0, count * Classes)
                .Select(i =>
                    Key.Derive("point").Normal((ulong)i) + Key.Derive(purpose).Derive(number).Normal((ulong)i)
                ),
        ];

    private static int[] ClassesOf(int count) => [.. Enumerable.Range(0, count).Select(static i => i % Classes)];

    // Two labelled tokens a point.
    private static TokenAnswers Tokens(int points) =>
        new(
            [
                .. Enumerable
                    .Range(0, points)
                    .SelectMany(static point =>
                    {
                        double first = -Key.Derive("tokens").Uniform((ulong)point);
                        return new[] { first, first - 1, -1, -1.5, 0.5, 0.7, 3, 4, 3, 5 };
                    }),
            ],
            2
        );
}
