using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Models.Language;

namespace Unlearn.Engine.Evaluation;

/// <summary>Asks the models of the first seed about a few forgotten texts, so that people can read what forgetting looks like.</summary>
/// <param name="weights">The models; a row whose first one is gone (failed, or pruned from the store) says nothing.</param>
/// <param name="texts">Where answers come from.</param>
/// <param name="ledger">Has what methods drew before they trained.</param>
internal sealed class SampleAssembler(WeightSource weights, TextSource texts, ResultLedger ledger)
{
    private const int Most = 3;

    /// <summary>The samples of a setting; null where its points are no texts.</summary>
    public IReadOnlyList<TextSample>? Of(PlannedSetting setting, CancellationToken cancellationToken)
    {
        if (
            setting.Problem.Data
            is not { Dataset.Sequences: { Tokenizer: not null } table, Network: TransformerNetwork }
        )
        {
            return null;
        }

        // By the trial's key, from what the first row's first trial forgets, which is what all forget.
        ForgetCase first = setting.Rows[0].Trials[0].Case;
        int[] points = [.. first.Request.Seed.Derive("samples").Order(first.Request.Forget.Ids.AsSpan()).Take(Most)];
        RowAnswer[][] rows =
        [
            .. setting
                .Rows.Where(static row => row.Recipe.Role != RowRole.Null)
                .Select(static row => (row.Recipe.Id, row.Trials[0].Evaluation.Target))
                .DistinctBy(static row => row.Target.Identity) // a method that is the reference says what the reference says
                .Where(row => row.Target.Members.All(weights.Exists))
                .Select(row =>
                    points
                        .Zip(
                            texts.Greedy(row.Target, points, cancellationToken),
                            (point, answer) => new RowAnswer(row.Id, answer.Said) { Drawn = Drawn(row.Target, point) }
                        )
                        .ToArray()
                ),
        ];
        return
        [
            .. points.Select(
                (point, at) =>
                {
                    var asked = Continuation.Of(table, point);
                    return new TextSample(point, asked.Prompt, asked.Right, [.. rows.Select(row => row[at])]);
                }
            ),
        ];
    }

    private IReadOnlyList<string>? Drawn(Target model, int point) =>
        model.Members is [UnlearnTask { Draws: { } inputs }] && ledger.DrawnOf(inputs) is { } drawn
            ? [.. drawn[point].Select(static answer => answer.Text)]
            : null;
}
