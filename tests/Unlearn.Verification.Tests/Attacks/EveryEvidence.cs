using Unlearn.Core.Randomness;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Signals;

namespace Unlearn.Verification.Tests.Attacks;

/// <summary>An input that holds every kind of evidence, so that every attack can read it.</summary>
internal static class EveryEvidence
{
    /// <summary>Classes of the models' answers.</summary>
    public const int Classes = 3;

    private static readonly RandomKey Key = new RandomKey(2029).Derive("every-attack");

    /// <summary>The input: models whose answers at a point share a part, so that they are alike but not the same.</summary>
    /// <param name="forgotten">Members, which come first.</param>
    /// <param name="nonMembers">Points that follow them.</param>
    /// <param name="phiAlone">Whether each answer is one number, phi, and no class.</param>
    public static AttackInput Of(int forgotten, int nonMembers, bool phiAlone = false)
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

    // Two labelled tokens per point.
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
