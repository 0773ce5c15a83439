using System.Collections.Immutable;
using System.Diagnostics;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Running;

/// <summary>The answers that are drawn from the models of one group before they forget: in the store, where every later training finds the same.</summary>
/// <param name="ledger">What keeps them.</param>
/// <param name="tasks">The members.</param>
internal sealed class MemberAnswers(ResultLedger ledger, IReadOnlyList<UnlearnTask> tasks) : IDrawnAnswers
{
    /// <inheritdoc />
    public IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>> Of(
        int member,
        Func<IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>>> draw
    )
    {
        UnlearnTask task = tasks[member];
        if (task.Draws is not { } inputs)
        {
            return draw();
        }

        if (ledger.DrawnOf(inputs) is { } kept)
        {
            return kept.ToDictionary(
                static answers => answers.Key,
                static answers => answers.Value.Select(static one => one.Tokens.ToImmutableArray()).ToImmutableArray()
            );
        }

        long start = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>> drawn = draw();
        TokenTable? table = task.Problem.Data.Dataset.Sequences;
        ledger.Keep(
            inputs,
            new SortedDictionary<int, DrawnAnswer[]>(
                drawn.ToDictionary(
                    static answers => answers.Key,
                    answers =>
                        answers
                            .Value.Select(tokens => new DrawnAnswer(
                                table?.Tokenizer?.Decode(tokens) ?? "",
                                [.. tokens]
                            ))
                            .ToArray()
                )
            ),
            Stopwatch.GetElapsedTime(start).TotalSeconds
        );
        return drawn;
    }
}
