using Unlearn.Verification.Attacks.Behaviour;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Attacks.Behaviour;

/// <summary>
/// Two points of probabilities (1, 0) and (0, 1), sqrt(2) apart, at a bandwidth of 1: against themselves 0, against their exchange
/// k + k - 1 - 1 = 2/e - 2.
/// </summary>
public sealed class MmdDistanceTests
{
    private static readonly double Exchange = (2 / Math.E) - 2;

    private static readonly LogitTable Same = Inputs.Table(800, -800);

    private static readonly LogitTable Exchanged = Inputs.Table(-800, 800);

    [Test]
    public void Distances_are_means_over_models_and_over_pairs_of_different_models()
    {
        AttackEvidence evidence = Evaluate(2, Same, Exchanged, Same);

        Assert.That(evidence.Of("mmd-squared"), Is.EqualTo(Exchange / 3).Within(1e-15), "0, this and 0");
        Assert.That(evidence.Of("null-mmd-squared"), Is.EqualTo(2 * Exchange / 3).Within(1e-15), "this, 0 and this");
    }

    [Test]
    public void One_retrained_model_has_no_pair() =>
        Assert.That(Evaluate(2, Exchanged).Figures[2].NotResolvable, Is.EqualTo("needs two retrained models"));

    [Test]
    public void One_forgotten_point_has_no_distance() =>
        Assert.That(
            Evaluate(1, Same, Exchanged).Figures.Select(static figure => figure.NotResolvable),
            Has.All.EqualTo("needs two forgotten points")
        );

    private static AttackEvidence Evaluate(int members, params LogitTable[] models) =>
        new MmdDistance { Bandwidth = 1 }.Evaluate(
            Inputs
                .Gaps([800, -800], [.. Enumerable.Range(0, 2).Select(i => i < members)])
                .With(ReferenceEvidence.Kind, models)
        );
}
