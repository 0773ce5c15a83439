namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Candidates whose batches hold more points than there are.</summary>
[TestFixtureSource(typeof(CandidateStacks), nameof(CandidateStacks.Padded))]
public sealed class PaddedCandidateTests(string name, string model)
{
    [Test]
    public void A_candidate_has_the_bits_and_the_cost_alone_that_it_has_among_other_candidates() =>
        CandidateStacks.AreTheSameAlone(WeightMethods.With(WeightMethods.Named(name), "BatchSize", 999), model);
}
