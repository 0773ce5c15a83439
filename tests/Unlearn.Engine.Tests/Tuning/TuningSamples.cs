using Unlearn.Engine.Definition;
using Unlearn.Engine.Tests.Running;
using Unlearn.Learning.Forgetting;

namespace Unlearn.Engine.Tests.Tuning;

/// <summary>Search spaces as generated code writes them, and a small tuned experiment.</summary>
internal static class TuningSamples
{
    public static IReadOnlyList<SearchDimension<IUnlearningMethod>> FineTune { get; } =
    [
        new(
            "learningRate",
            new SearchSpace(0.001, 1) { Logarithmic = true },
            static (method, value) => ((FineTune)method) with { LearningRate = value }
        ),
        new(
            "epochs",
            new SearchSpace(1, 20) { Whole = true, Logarithmic = true },
            static (method, value) => ((FineTune)method) with { Epochs = (int)value }
        ),
    ];

    public static IReadOnlyList<SearchDimension<IUnlearningMethod>> Ascent { get; } =
    [
        new(
            "learningRate",
            new SearchSpace(0.0001, 1) { Logarithmic = true },
            static (method, value) => ((GradientAscent)method) with { LearningRate = value }
        ),
    ];

    /// <summary>Retraining, two tuned methods, one that is tuned and always diverges.</summary>
    public static ExperimentDefinition Digits =>
        Samples.Digits with
        {
            Tune = new TuneOptions { Trials = 4, Seeds = 2 },
            Shards = [],
            Methods =
            [
                new Named<IUnlearningMethod>("retrain", new Retrain()),
                new Named<IUnlearningMethod>("fine-tune", new FineTune { Epochs = 1 }) { Search = [FineTune[0]] },
                new Named<IUnlearningMethod>("ascent", new GradientAscent { LearningRate = 1e-6 }) { Search = Ascent },
            ],
            Attacks = [Samples.Digits.Attacks[0]],
        };

    /// <summary>A method that diverges with every value of its option.</summary>
    public static Named<IUnlearningMethod> Diverging { get; } =
        new("diverging", new DivergingMethod())
        {
            Search =
            [
                new(
                    "forget",
                    new SearchSpace(0, 1) { Choices = ["", "never"] },
                    static (method, value) =>
                        ((DivergingMethod)method) with
                        {
                            Forget = new[] { "", "never" }[(int)value],
                        }
                ),
            ],
        };
}
