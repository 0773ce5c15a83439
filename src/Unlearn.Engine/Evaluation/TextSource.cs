using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Unlearn.Core;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Formats.Json;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Native;
using Unlearn.Learning.Objectives;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>
/// What models answer about texts beside the labelled tokens of the points themselves: how likely texts are that are made of points, and what models say of their
/// own. A model answers once for each point; what it says of its own is kept in the store.
/// </summary>
/// <param name="weights">The members.</param>
/// <param name="ledger">What the store has.</param>
internal sealed class TextSource(WeightSource weights, ResultLedger ledger)
{
    /// <summary>Whether answers that are new go to the store. Default true.</summary>
    public bool Keeps { get; init; } = true;

    private readonly ConcurrentDictionary<(string Model, TextForm Form, int Point), double[]> _logs = new();
    private readonly ConcurrentDictionary<(string Model, int Point), string> _said = new();

    /// <summary>The right answers to points, as people read them.</summary>
    /// <exception cref="InputException">The points have no text.</exception>
    public static string[] Texts(LearningProblem problem, IEnumerable<int> points)
    {
        TokenTable table = TableOf(problem);
        return [.. points.Select(point => table[point].Answer)];
    }

    /// <summary>Mean log-probability of a labelled token of each text that is made of each point.</summary>
    /// <exception cref="InputException">The points have no text.</exception>
    public double[][] Logs(Target model, IReadOnlyList<int> points, TextForm form, CancellationToken cancellationToken)
    {
        LearningProblem problem = model.Members[0].Problem;
        TokenTable table = TableOf(problem);
        int[] missing = [.. points.Where(point => !_logs.ContainsKey(Key(point))).Distinct()];
        ImmutableArray<TokenSequence>[] texts =
        [
            .. missing.Select(point => Rewording.Of(table, point, form, ((TokenNetwork)problem.Data.Network).Context)),
        ];
        double[] logs = Logs(model, [.. texts.SelectMany(static own => own)], cancellationToken);
        int next = 0;
        for (int i = 0; i < missing.Length; i++)
        {
            _logs[Key(missing[i])] = logs[next..(next += texts[i].Length)];
        }

        return [.. points.Select(point => _logs[Key(point)])];

        (string, TextForm, int) Key(int point) => (model.Identity.Json, form, point);
    }

    /// <summary>What would be right to go on with from each point's prompt, and what the model says by the likeliest token each time.</summary>
    /// <exception cref="InputException">The points have no text, or the model cannot be asked token by token.</exception>
    public (Continuation Asked, string Said)[] Greedy(
        Target model,
        IReadOnlyList<int> points,
        CancellationToken cancellationToken
    )
    {
        LearningProblem problem = model.Members[0].Problem;
        TokenTable table = TableOf(problem);
        Dictionary<int, Continuation> asked = points.Distinct().ToDictionary(p => p, p => Continuation.Of(table, p));
        string inputs = CanonicalJson.Of(new GenerationInputs(model.Identity, Continuation.MostTokens));
        var key = ContentKey.Of(inputs);
        if (asked.Keys.Any(IsMissing))
        {
            foreach ((int point, string said) in ledger.GenerationOf(key))
            {
                _said.TryAdd((model.Identity.Json, point), said);
            }
        }

        int[] missing = [.. asked.Keys.Where(IsMissing)];
        if (missing.Length > 0)
        {
            long start = Stopwatch.GetTimestamp();
            ImmutableArray<ImmutableArray<int>> answers = Continue(
                model,
                [.. missing.Select(point => asked[point].Tokens)],
                table.Tokenizer!.End,
                cancellationToken
            );
            foreach ((int point, ImmutableArray<int> answer) in missing.Zip(answers))
            {
                _said[(model.Identity.Json, point)] = table.Tokenizer.Decode(answer);
            }

            if (Keeps)
            {
                ledger.Keep(key, inputs, AllOf(model), Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return [.. points.Select(point => (asked[point], _said[(model.Identity.Json, point)]))];

        bool IsMissing(int point) => !_said.ContainsKey((model.Identity.Json, point));
    }

    private SortedDictionary<int, string> AllOf(Target model) =>
        new(
            _said
                .Where(said => said.Key.Model == model.Identity.Json)
                .ToDictionary(static said => said.Key.Point, static said => said.Value)
        );

    private static TokenTable TableOf(LearningProblem problem) =>
        problem.Data.Dataset.Sequences is { Tokenizer: not null } table
            ? table
            : throw new InputException($"The points of '{problem.DatasetName}' have no text.");

    private ImmutableArray<ImmutableArray<int>> Continue(
        Target model,
        IReadOnlyList<ImmutableArray<int>> prompts,
        int? end,
        CancellationToken cancellationToken
    )
    {
        LearningProblem problem = model.Members[0].Problem;
        if (problem.Data.Network is not TransformerNetwork network)
        {
            throw new InputException($"The model '{problem.ModelName}' cannot be asked token by token.");
        }

        using IDisposable scope = TorchThread.Scope();
        ParameterStack[] stacks =
        [
            .. model.Members.Select(member => ParameterRows.ToStack(network.Layout, [weights.Of(member)])),
        ];
        try
        {
            return new GreedyBatch(network, stacks).Continue(prompts, Continuation.MostTokens, end, cancellationToken);
        }
        finally
        {
            foreach (ParameterStack stack in stacks)
            {
                stack.Dispose();
            }
        }
    }

    private double[] Logs(Target model, ImmutableArray<TokenSequence> texts, CancellationToken cancellationToken)
    {
        if (texts.Length == 0)
        {
            return [];
        }

        TrainingData data = model.Members[0].Problem.Data.Over(texts);
        var objective = Objective.Of(data.Dataset);
        int[] all = [.. Enumerable.Range(0, texts.Length)];
        double[][] answers =
        [
            .. model.Members.Select(member =>
            {
                using IDisposable scope = TorchThread.Scope();
                using ParameterStack stack = ParameterRows.ToStack(data.Network.Layout, [weights.Of(member)]);
                return objective.Answers(data, stack, all, cancellationToken);
            }),
        ];
        TokenAnswers tokens = objective.Tokens(answers, model.Aggregation)!;
        return [.. all.Select(tokens.MeanLogProbability)];
    }
}
