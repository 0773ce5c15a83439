using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Names;
using Unlearn.Formats.Tables;
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
[Requires(typeof(IPoisonedPoints))]
[Refuses(typeof(ITextPoints), Reason = "it is about swapped classes")]
public sealed record InterclassConfusion : IClassPairAttack
{
    private static readonly FigureKind[] ForgottenKinds = Side("forget", "forgotten points whose labels were swapped");

    private static readonly FigureKind[] UnseenKinds = Side("unseen", "points of the two classes never seen");

    /// <summary>The first of the two classes, by name; where names are words, a number counts them, from 0. Default 0.</summary>
    public string First { get; init; } = "0";

    /// <summary>The second of the two classes, by name; where names are words, a number counts them, from 0. Default 1.</summary>
    public string Second { get; init; } = "1";

    /// <inheritdoc />
    public IReadOnlyList<EvidenceKind> Needs => [];

    /// <inheritdoc />
    public AttackedSet Attacked => AttackedSet.SwappedLabels;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [.. ForgottenKinds, .. UnseenKinds];

    /// <inheritdoc />
    public AttackEvidence Evaluate(AttackInput input)
    {
        InputChecks.CheckTarget(input);
        ImmutableArray<string> names = input.ClassNames.IsEmpty
            ?
            [
                .. Enumerable
                    .Range(0, input.Target.Classes)
                    .Select(static c => c.ToString(CultureInfo.InvariantCulture)),
            ]
            : input.ClassNames;
        (int First, int Second) pair = ClassesIn(names);
        return new AttackEvidence
        {
            Figures = [.. Figures(input, true, pair, ForgottenKinds), .. Figures(input, false, pair, UnseenKinds)],
        };
    }

    /// <inheritdoc />
    public (int First, int Second) ClassesIn(ImmutableArray<string> names)
    {
        (int First, int Second) pair = (Find(names, First), Find(names, Second));
        return pair.First != pair.Second
            ? pair
            : throw new InputException($"'{First}' and '{Second}' are one class; two different ones can be confused.");
    }

    private static int Find(ImmutableArray<string> names, string given) =>
        NamedPlaces.Find(names, given) is var found and >= 0
            ? found
            : throw new InputException(
                $"no class is named '{given}'; they are {NamedPlaces.Range(names)}.{NearestName.Sentence(given, names)}"
            );

    private static IEnumerable<Figure> Figures(
        AttackInput input,
        bool side,
        (int First, int Second) pair,
        FigureKind[] kinds
    )
    {
        int wrong = 0;
        int total = 0;
        int confused = 0;
        for (int i = 0; i < input.Labels.Length; i++)
        {
            int label = input.Labels[i];
            if (input.Members[i] != side || (label != pair.First && label != pair.Second))
            {
                continue;
            }

            int prediction = Softmax.Prediction(input.Target.Row(i));
            total++;
            wrong += prediction != label ? 1 : 0;
            confused += prediction != label && (prediction == pair.First || prediction == pair.Second) ? 1 : 0;
        }

        yield return total > 0
            ? kinds[0].Of(wrong / (double)total, total, ClopperPearson.Interval(wrong, total))
            : kinds[0].NotResolvable("no point of the two classes");
        yield return kinds[1].Of(confused, total);
    }

    // The swapped labels are what was learned: where they still answer, they are remembered.
    private static FigureKind[] Side(string name, string points) =>
        [
            new(
                $"confusion-error-{name}",
                $"Confusion error, {name}",
                $"Share of the {points} that the model gets wrong."
            )
            {
                Reading = Reading.FamiliarWhenHigh,
                Scale = FigureScale.Rate,
            },
            new(
                $"confusion-count-{name}",
                $"Confusions, {name}",
                $"Number of the {points} that the model takes for the other of the two classes."
            )
            {
                Unit = Units.Count,
                Reading = Reading.FamiliarWhenHigh,
            },
        ];
}
