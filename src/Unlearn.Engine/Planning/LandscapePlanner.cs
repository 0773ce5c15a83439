using Unlearn.Core;
using Unlearn.Engine.Results;
using Unlearn.Formats.Json;
using Unlearn.Learning.Objectives;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>Plans the maps of loss of a setting: the training of its first seed's original, and each method that edits that model's weights.</summary>
internal static class LandscapePlanner
{
    // Losses are means that a picture shows in a dozen shades.
    private const int MostPoints = 500;

    /// <summary>The tasks.</summary>
    /// <exception cref="InputException">The setting is about texts.</exception>
    public static IReadOnlyList<LandscapeTask> Of(PlannedSetting setting, TaskRegistry tasks)
    {
        LearningProblem problem = setting.Problem;
        if (problem.Objective is NextToken)
        {
            throw new InputException(
                $"report.landscape maps the loss of classifiers; the points of '{problem.DatasetName}' are texts. Leave `landscape` out."
            );
        }

        PlannedTrial? first = setting.Rows.FirstOrDefault(static row => row.Recipe.Role == RowRole.Original)?.Trials[0];
        if (first?.Case is not { Original.Members: [var original], Reference.Members: [var reference] } one)
        {
            return [];
        }

        LandscapeTask Task(string? row, UnlearnTask? answer, PointSet points)
        {
            var inputs = new LandscapeInputs(original.Key.Hex, points.Digest, reference.Key.Hex)
            {
                Answer = answer?.Key.Hex,
            };
            return tasks.Intern(
                new LandscapeTask(one.Problem, CanonicalJson.Of(inputs), row, original, reference, answer, points)
            );
        }

        // Weights from a file have no training to show.
        return
        [
            .. original is TrainTask { Parent: null }
                ? [Task(null, null, Sample(one, one.Request.Train))]
                : Array.Empty<LandscapeTask>(),
            .. from row in setting.Rows
            where row.Recipe.Role == RowRole.Method
            let evaluation = row.Trials.FirstOrDefault(trial => trial.Case.Seed == one.Seed)?.Evaluation
            where evaluation is { Answers.Count: 1, Target.Members: [UnlearnTask] }
            let answer = (UnlearnTask)evaluation.Target.Members[0]
            where answer.Original == original
            select Task(row.Recipe.Id, answer, Sample(one, one.Request.Forget)),
        ];
    }

    private static PointSet Sample(ForgetCase one, PointSet points) =>
        new(one.Request.Seed.Derive("landscape").Order(points.Ids.AsSpan()).Take(MostPoints));
}
