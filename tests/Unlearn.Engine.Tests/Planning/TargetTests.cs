using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Models as attacks ask for them.</summary>
public sealed class TargetTests
{
    private static readonly WeightTask[] Members =
    [
        .. PlanSamples.Plan(Samples.Digits).Tasks.OfType<WeightTask>().Take(3),
    ];

    [Test]
    public void A_lone_member_is_itself_however_it_would_answer_with_others()
    {
        var voting = new Target([Members[0]], Aggregation.Vote);

        Assert.That(voting.Aggregation, Is.EqualTo(Aggregation.Mean));
        Assert.That(voting.Identity, Is.EqualTo(new Target([Members[0]], Aggregation.Mean).Identity));
    }

    [Test]
    public void An_ensemble_is_its_members_in_order_and_how_they_answer()
    {
        string[] identities =
        [
            .. new Target[]
            {
                new([Members[0]], Aggregation.Mean),
                new([Members[0], Members[1]], Aggregation.Mean),
                new([Members[0], Members[1]], Aggregation.Vote),
                new([Members[1], Members[0]], Aggregation.Vote),
                new([Members[0], Members[2]], Aggregation.Vote),
            }.Select(static target => $"{target.Identity}"),
        ];

        Assert.That(identities, Is.Unique);
        Assert.That(new Target([Members[0], Members[1]], Aggregation.Vote).Aggregation, Is.EqualTo(Aggregation.Vote));
    }

    [Test]
    public void Nothing_is_no_model() =>
        Assert.That(() => new Target([], Aggregation.Mean), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void Verification_alone_needs_what_is_no_row_of_the_report()
    {
        Target[] models = [.. Members.Select(static member => new Target([member], Aggregation.Mean))];
        var targets = new AttackTargets(
            models[0],
            new Dictionary<ModelRole, IReadOnlyList<Target>>
            {
                [ModelRole.Original] = [models[0]],
                [ModelRole.Reference] = [models[1]],
                [ModelRole.Shadows] = [models[2], models[1]],
            }
        );

        Assert.That(targets.VerificationMembers, Is.EqualTo(new[] { Members[2], Members[1] }));
        Assert.That(
            targets.Members,
            Is.EquivalentTo(new[] { Members[0], Members[0], Members[1], Members[2], Members[1] })
        );
        Assert.That(targets.Of(ModelRole.Target), Is.EqualTo(new[] { models[0] }));
        Assert.That(targets.Of(ModelRole.Untrained), Is.Empty);
    }
}
