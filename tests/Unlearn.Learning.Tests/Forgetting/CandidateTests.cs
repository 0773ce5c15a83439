using Unlearn.Learning.Forgetting;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>What every method with a search space keeps to when candidates of tuning run as one stack.</summary>
[TestFixtureSource(typeof(CandidateStacks), nameof(CandidateStacks.Searched))]
public sealed class CandidateTests(string name, string model)
{
    private readonly IWeightMethod _method = WeightMethods.Named(name);

    [Test]
    public void It_reads_the_options_of_each_member() => Assert.That(_method.ReadsOwnOptions, Is.True);

    [Test]
    public void A_candidate_has_the_bits_and_the_cost_alone_that_it_has_among_other_candidates() =>
        CandidateStacks.AreTheSameAlone(_method, model);
}
