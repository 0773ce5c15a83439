using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Verification;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Aware;
using Unlearn.Verification.Attacks.Behaviour;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>What a manifest does not tell but data and model do is refused when the plan is made, before anything is trained.</summary>
public sealed class RefusalTests
{
    private static DataFolders Here { get; } = new([], AppContext.BaseDirectory);

    [Test]
    public void A_matrix_that_is_too_large_is_refused_by_the_plan_and_a_smaller_one_is_planned()
    {
        var exact = new Influence { Solver = InfluenceSolver.Exact };

        Assert.That(
            () => Plan(exact, new Mlp { Hidden = [128] }),
            Throws.TypeOf<InputException>().With.Message.Contains("this model has 9610. Use solver: conjugate-gradient")
        );
        Assert.That(() => Plan(exact, new Mlp { Hidden = [16] }), Throws.Nothing);
    }

    [Test]
    public void Factors_of_convolutions_are_refused_by_the_plan_too()
    {
        var factored = new Influence { Solver = InfluenceSolver.KFac };

        Assert.That(
            () => Plan(factored, new Cnn { Channels = [2], Kernel = 3 }),
            Throws.TypeOf<InputException>().With.Message.Contains("conjugate-gradient")
        );
    }

    [Test]
    public void Rewinding_without_a_population_is_refused_by_the_plan()
    {
        var rewinding = new Scrub { Rewind = true };
        var mlp = new Mlp { Hidden = [16] };

        Assert.That(
            () => Plan(rewinding, mlp, new SplitRule { Population = 0.0 }),
            Throws.TypeOf<InputException>().With.Message.Contains("larger population")
        );
        Assert.That(() => Plan(rewinding, mlp), Throws.Nothing);
        Assert.That(() => Plan(new Scrub(), mlp, new SplitRule { Population = 0.0 }), Throws.Nothing);
    }

    [Test]
    public void A_scenario_that_no_unseen_point_meets_is_refused_for_attacks_that_compare_the_two()
    {
        // Two test points, and no population: most classes have no unseen point.
        ExperimentDefinition all = Samples.Digits with
        {
            Datasets =
            [
                new Named<IDatasetSource>(
                    "digits",
                    new Digits
                    {
                        Limit = 200,
                        Split = new SplitRule
                        {
                            Train = 150,
                            Test = 2,
                            Population = 0,
                        },
                    }
                ),
            ],
            Shards = [],
        };
        LearningProblem problem = ProblemLoader.Load(all, Here)[0];
        int label = Enumerable
            .Range(0, 10)
            .First(one => problem.Test.All(point => problem.Data.Dataset.Labels[point] != one));
        ExperimentDefinition definition = all with
        {
            Forget = [new Named<IForgetScenario>("unseen", new ClassScenario { Label = $"{label}" })],
        };
        Assert.That(
            () => ExperimentPlanner.Plan(definition, Here, []),
            Throws
                .TypeOf<InputException>()
                .With.Message.Contains("Attack 'loss-threshold'")
                .And.Message.Contains("scenario 'unseen' of 'digits'")
        );
        Assert.That(
            () =>
                ExperimentPlanner.Plan(
                    definition with
                    {
                        Attacks =
                        [
                            new Named<IVerificationAttack>("klom", new Klom { Shadows = 8 }),
                            new Named<IVerificationAttack>("gap", new AccuracyGap()),
                        ],
                    },
                    Here,
                    []
                ),
            Throws.Nothing
        );
    }

    private static void Plan(IUnlearningMethod method, IModel model, SplitRule? split = null) =>
        ExperimentPlanner.Plan(
            Samples.Digits with
            {
                Datasets =
                [
                    new Named<IDatasetSource>("digits", new Digits { Limit = 600, Split = split ?? new SplitRule() }),
                ],
                Model = model,
                Shards = [],
                Methods = [new Named<IUnlearningMethod>("method", method)],
                Attacks = [],
            },
            Here,
            []
        );
}
