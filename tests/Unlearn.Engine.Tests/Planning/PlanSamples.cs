using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Plans over invented points: planning trains nothing.</summary>
internal static class PlanSamples
{
    public static LearningProblem Problem(ExperimentDefinition definition, string name = "toy", int points = 120)
    {
        var dataset = new Dataset
        {
            Name = name,
            Features = new float[points * 4],
            FeatureShape = [4],
            Labels = [.. Enumerable.Range(0, points).Select(static point => point % 4)],
            ClassNames = ["a", "b", "c", "d"],
            Digest = "0123",
        };
        int train = points * 6 / 10;
        int test = points * 8 / 10;
        return new LearningProblem(
            name,
            "softmax",
            dataset,
            new DataSplit([.. Range(0, train)], [.. Range(train, test)], [.. Range(test, points)]),
            new SoftmaxRegression(),
            definition.Training,
            new ComputePlatform("library 1", "cpu"),
            1
        );
    }

    /// <summary>Twenty texts of three tokens, two of them labelled, that have a wrong answer where it says so.</summary>
    public static LearningProblem Texts(ExperimentDefinition definition, Func<int, bool>? haveWrongAnswers = null)
    {
        var text = TokenSequence.After([1, 2, 3], 1);
        var table = new TokenTable(
            8,
            [
                .. Range(0, 20)
                    .Select(point =>
                        haveWrongAnswers?.Invoke(point) == true ? text with { WrongAnswers = [text] } : text
                    ),
            ]
        );
        return new LearningProblem(
            "texts",
            "llama",
            SequenceDataset.Of("texts", table),
            new DataSplit([.. Range(0, 12)], [.. Range(12, 16)], [.. Range(16, 20)]),
            new Llama
            {
                Width = 8,
                Blocks = 1,
                Heads = 2,
            },
            definition.Training,
            new ComputePlatform("library 1", "cpu"),
            1
        );
    }

    public static ExperimentPlan Plan(ExperimentDefinition definition, params string[] filters) =>
        new ExperimentPlanner(definition, [Problem(definition)]).Build(new TrialFilter(filters));

    private static IEnumerable<int> Range(int start, int end) => Enumerable.Range(start, end - start);
}
