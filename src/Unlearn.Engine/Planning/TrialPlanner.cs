using System.Globalization;
using Unlearn.Engine.Results;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Makes the trials of a setting: every row under every seed.</summary>
internal sealed class TrialPlanner(IReadOnlyList<RowRecipe> rows, TargetBuilder targets, TaskRegistry tasks)
{
    /// <summary>The id of a trial: <c>digits/mlp/a-few/sisa-5/seed-0</c>.</summary>
    public static string IdOf(LearningProblem problem, string scenario, RowRecipe row, int seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{problem.Name}/{scenario}/{row.Id}/seed-{seed}");

    /// <summary>One table of the report; null where the filter chooses none of its trials.</summary>
    /// <param name="problem">Dataset, with what was planted, and architecture.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="cases">One for each trial seed.</param>
    /// <param name="attacks">Plans the attacks.</param>
    /// <param name="filter">Which trials.</param>
    /// <param name="tuned">Options that were found, or null.</param>
    public PlannedSetting? Setting(
        LearningProblem problem,
        string scenario,
        ForgetCase[] cases,
        AttackPlanner attacks,
        TrialFilter filter,
        IMethodChoice? tuned
    )
    {
        // Rows without a method are everyone's yardsticks; the null row of one method is no yardstick of another.
        bool IsWanted(RowRecipe row, int seed) =>
            row.Method is null
            || Chosen(row, seed)
            || rows.Any(owner => owner.OwnNull == row.Id && Chosen(owner, seed));
        bool Chosen(RowRecipe row, int seed) => filter.Chooses(IdOf(problem, scenario, row, seed));
        HashSet<int> seeds =
        [
            .. cases.Select(static one => one.Seed).Where(seed => rows.Any(row => Chosen(row, seed))),
        ];
        var planned = new List<PlannedRow>();
        foreach (RowRecipe written in rows)
        {
            RowRecipe row = tuned is null
                ? written
                : written with
                {
                    Method = tuned.MethodOf(problem, scenario, written),
                };
            PlannedTrial[] trials =
            [
                .. cases
                    .Where(one => seeds.Contains(one.Seed) && IsWanted(row, one.Seed))
                    .Select(one => Trial(problem, scenario, row, one, attacks)),
            ];
            if (trials.Length > 0)
            {
                planned.Add(new PlannedRow(row, trials));
            }
        }

        return planned.Count > 0 ? new PlannedSetting(problem, scenario, planned) : null;
    }

    private PlannedTrial Trial(
        LearningProblem problem,
        string scenario,
        RowRecipe row,
        ForgetCase shared,
        AttackPlanner attacks
    )
    {
        ForgetCase one = targets.CaseOf(row, shared);
        IReadOnlyList<Target> answers = row switch
        {
            { Role: RowRole.Null, Method: null } => [one.Null],
            { Role: RowRole.Null } => [OwnNull(problem, row, one)],
            _ => targets.Answers(problem, row, one.Request, one.Stream, one.Original),
        };
        Target target = answers[^1];
        Target? before = targets.Before(problem, row, one.Request, one.Original);
        IReadOnlyList<PointSet>? stream = row.Role == RowRole.Method ? one.Stream : null;
        var inputs = new EvaluationInputs(
            before?.Identity,
            one.Request.Forget.Digest,
            one.Reference.Identity,
            one.Request.Retain.Digest,
            target.Identity,
            problem.Test.Digest
        )
        {
            Answers = stream is null
                ? null
                : [.. answers.Zip(stream, static (model, part) => new AnswerInputs(model.Identity, part.Digest))],
        };

        return new PlannedTrial(
            IdOf(problem, scenario, row, one.Seed),
            one,
            tasks.Intern(new EvaluationTask(one, CanonicalJson.Of(inputs), before, answers, stream)),
            attacks.Attacks(row, one, target)
        )
        {
            ReferenceAttacks =
                row.Method is IOwnTrainingMethod
                    ? attacks.Attacks(row with { Role = RowRole.Reference }, one, one.Reference)
                    : [],
        };
    }

    // The row's method with other seeds: it answers as that method does, not as one retrained model.
    private Target OwnNull(LearningProblem problem, RowRecipe row, ForgetCase one) =>
        targets.Answers(
            problem,
            row with
            {
                Role = RowRole.Method,
            },
            one.Request with
            {
                Seed = one.NullSeed,
            },
            one.Stream,
            one.Original
        )[^1];
}
