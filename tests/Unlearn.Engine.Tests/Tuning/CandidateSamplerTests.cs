using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Tuning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;

namespace Unlearn.Engine.Tests.Tuning;

public sealed class CandidateSamplerTests
{
    private static readonly RandomKey Key = new(17);

    [Test]
    public void The_first_candidate_is_the_method_itself_and_all_are_different()
    {
        var method = new FineTune { Momentum = 0.5 };

        IReadOnlyList<IUnlearningMethod> candidates = CandidateSampler.Of(method, TuningSamples.FineTune, 16, Key);

        Assert.That(candidates[0], Is.EqualTo(method));
        Assert.That(candidates, Has.Count.EqualTo(16).And.Unique);
        Assert.That(candidates.Cast<FineTune>(), Is.All.Matches<FineTune>(static one => one!.Momentum == 0.5));
    }

    [Test]
    public void Candidates_depend_on_the_key_alone_and_more_trials_only_add_some()
    {
        IReadOnlyList<IUnlearningMethod> few = CandidateSampler.Of(new FineTune(), TuningSamples.FineTune, 8, Key);
        IReadOnlyList<IUnlearningMethod> many = CandidateSampler.Of(new FineTune(), TuningSamples.FineTune, 32, Key);
        IReadOnlyList<IUnlearningMethod> other = CandidateSampler.Of(
            new FineTune(),
            TuningSamples.FineTune,
            8,
            new RandomKey(18)
        );

        Assert.That(many.Take(8), Is.EqualTo(few));
        Assert.That(other.Skip(1).Intersect(few), Is.Empty);
    }

    [Test]
    public void Sixteen_candidates_reach_every_quarter_of_each_axis()
    {
        FineTune[] candidates =
        [
            .. CandidateSampler.Of(new FineTune(), TuningSamples.FineTune, 17, Key).Skip(1).Cast<FineTune>(),
        ];

        int[] rates = [.. candidates.Select(static one => (int)((Math.Log10(one.LearningRate) + 3) / 0.75))];

        Assert.That(candidates.Select(static one => one.LearningRate), Is.All.InRange(0.001, 1.0));
        Assert.That(candidates.Select(static one => one.Epochs), Is.All.InRange(1, 20));
        Assert.That(
            rates.GroupBy(static quarter => quarter).Select(static group => group.Count()),
            Is.All.InRange(3, 5)
        );
        Assert.That(rates.Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void A_space_that_is_exhausted_gives_fewer_candidates()
    {
        IReadOnlyList<IUnlearningMethod> candidates = CandidateSampler.Of(
            new RandomLabel(),
            [
                new(
                    "includeTrueLabel",
                    new SearchSpace(0, 1) { Choices = ["true", "false"] },
                    static (method, value) =>
                        ((RandomLabel)method) with
                        {
                            IncludeTrueLabel = new[] { true, false }[(int)value],
                        }
                ),
            ],
            16,
            Key
        );

        Assert.That(candidates, Has.Count.EqualTo(2));
    }
}
