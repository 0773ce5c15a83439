using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Learning.Probing;

/// <summary>
/// What is the model still good for? Model utility (Maini et al. 2024, section 2.2.2): the harmonic mean of probability, ROUGE-L recall and truth ratio on texts that stay and on
/// the sets of questions that the data bring along (of TOFU real authors and facts of the world).
/// </summary>
/// <remarks>
/// On texts that stay probability is the geometric mean of that of the answer's tokens, and the right answer's wording for the truth ratio is the paraphrase; on the other sets probability is the
/// right answer's share among all that are offered, by the same means, as common code has it, and the wording is the answer's own. The truth ratio counts as max(0, 1 - R). One part that is 0 makes
/// the whole 0.
/// </remarks>
[VerificationAttack("model-utility")]
[Serves(typeof(ITextPoints), Reason = "it compares wordings of answers")]
public sealed record ModelUtilityProbe : IModelProbe
{
    private const string Retain = "retain";

    private static readonly FigureKind Utility = new(
        "model-utility",
        "Model utility",
        "Harmonic mean of probability, ROUGE-L recall and truth ratio on texts that stay and on the other sets of questions that the data bring along; 0 where one of them is."
    )
    {
        Direction = Direction.Higher,
        Scale = FigureScale.Rate,
    };

    private static readonly (string Name, string Label)[] Sets =
    [
        (Retain, "texts that stay"),
        ("real-authors", "real authors"),
        ("world-facts", "facts of the world"),
    ];

    private static readonly (string Name, string Label, string Meaning)[] Parts =
    [
        ("probability", "Probability", "Mean probability of the right answer"),
        (
            "rouge-l",
            "ROUGE-L recall",
            "Mean share of the right answer's words that the greedy answer has in the same order"
        ),
        (
            "truth-ratio",
            "1 - truth ratio",
            "Mean of max(0, 1 - R), R being how likely wrong answers are beside the right one"
        ),
    ];

    /// <summary>Texts that stay and are asked about, drawn by key among those with wrong answers; all where there are fewer. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int Points { get; init; } = 100;

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Utility, .. from set in Sets from part in Parts select Part(set, part)];

    /// <inheritdoc />
    public AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken)
    {
        if (input.Data is not { Network: TransformerNetwork network, Dataset.Sequences: { Tokenizer: not null } table })
        {
            throw new InputException(
                "'model-utility' asks a transformer for words of its own, and the points have no text or the model is none."
            );
        }

        int[] retained =
        [
            .. input
                .Request.Seed.Derive("model-utility")
                .Order([.. input.Request.Retain.Ids.Where(point => table[point].WrongAnswers.Length > 0)])
                .Take(Points),
        ];
        if (retained.Length == 0)
        {
            throw new InputException(
                "'model-utility' needs wrong answers to texts that stay, and the data have none; `wrongAnswers` of `questions` names their column."
            );
        }

        List<(string Set, int Count, double[] Values)> sets =
        [
            (Retain, retained.Length, Of(table, retained, choice: false)),
            .. input.Data.Dataset.UtilitySets.Select(set =>
                (set.Name, set.Rows.Count, Of(set.Rows, [.. Enumerable.Range(0, set.Rows.Count)], choice: true))
            ),
        ];
        return new AttackEvidence
        {
            Figures =
            [
                Utility.Of(
                    ModelUtility.Of([.. sets.Select(static set => (set.Values[0], set.Values[1], set.Values[2]))]),
                    sets.Sum(static set => set.Count)
                ),
                .. from set in sets
                let named = Sets.First(known => known.Name == set.Set)
                from part in Parts.Index()
                select Part(named, part.Item).Of(set.Values[part.Index], set.Count),
            ],
        };

        double[] Of(TokenTable rows, int[] points, bool choice)
        {
            double[][] answers = Logs(rows, points, static (all, point, _) => [all[point]]);
            double[][] right = Logs(
                rows,
                points,
                static (all, point, context) => Rewording.Of(all, point, TextForm.Paraphrase, context)
            );
            double[][] wrong = Logs(
                rows,
                points,
                static (all, point, context) => Rewording.Of(all, point, TextForm.WrongAnswers, context)
            );
            int[] whole =
            [
                .. Enumerable.Range(0, points.Length).Where(at => right[at].Length > 0 && wrong[at].Length > 0),
            ];
            return
            [
                whole.Average(at =>
                    choice
                        ? AnswerProbability.Normalised(answers[at][0], wrong[at])
                        : AnswerProbability.Of(answers[at][0])
                ),
                Rouge(rows, points),
                whole.Average(at => TruthRatio.OfOthers(TruthRatio.Of(right[at][0], wrong[at]))),
            ];
        }

        double[][] Logs(TokenTable rows, int[] points, Func<TokenTable, int, int, ImmutableArray<TokenSequence>> texts)
        {
            ImmutableArray<TokenSequence>[] asked = [.. points.Select(point => texts(rows, point, network.Context))];
            double[] logs = TextPredictor.MeanLogs(
                input.Data,
                input.Target,
                [.. asked.SelectMany(static own => own)],
                cancellationToken
            );
            int next = 0;
            return [.. asked.Select(own => logs[next..(next += own.Length)])];
        }

        double Rouge(TokenTable rows, int[] points)
        {
            Continuation[] asked = [.. points.Select(point => Continuation.Of(rows, point))];
            ImmutableArray<ImmutableArray<int>> said = new GreedyBatch(network, [input.Target]).Continue(
                [.. asked.Select(static one => one.Tokens)],
                Continuation.MostTokens,
                rows.Tokenizer!.End,
                cancellationToken
            );
            return asked
                .Zip(said)
                .Average(pair => RougeL.Of(pair.First.Right, rows.Tokenizer.Decode(pair.Second)).Recall);
        }
    }

    private static FigureKind Part((string Name, string Label) set, (string Name, string Label, string Meaning) part) =>
        new($"{set.Name}-{part.Name}", $"{part.Label}, {set.Label}", $"{part.Meaning}, on {set.Label}.")
        {
            Direction = Direction.Higher,
            Scale = FigureScale.Rate,
        };
}
