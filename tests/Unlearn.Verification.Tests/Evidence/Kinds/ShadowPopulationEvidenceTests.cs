using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;

namespace Unlearn.Verification.Tests.Evidence.Kinds;

/// <summary>Shadow models on population points, of which there are any number.</summary>
public sealed class ShadowPopulationEvidenceTests
{
    private static readonly AttackInput WithTwoPopulationPoints = ThreePoints.Input.With(
        PopulationEvidence.Kind,
        new ModelOutputs(ThreePoints.Zeros(2), [0, 1])
    );

    [Test]
    public void The_population_says_how_many_points_there_are()
    {
        Assert.That(
            static () => ShadowPopulationEvidence.Kind.Check([ThreePoints.Zeros(2)], WithTwoPopulationPoints),
            Throws.Nothing
        );
        Refused(
            [ThreePoints.Zeros(4)],
            WithTwoPopulationPoints,
            "Shape of shadow 0 on the population points is 4 x 2, expected 2 points x 2 classes."
        );
    }

    [Test]
    public void Without_the_population_the_first_shadow_does()
    {
        Assert.That(
            static () =>
                ShadowPopulationEvidence.Kind.Check([ThreePoints.Zeros(4), ThreePoints.Zeros(4)], ThreePoints.Input),
            Throws.Nothing
        );
        Refused(
            [ThreePoints.Zeros(4), ThreePoints.Zeros(2)],
            ThreePoints.Input,
            "Shape of shadow 1 on the population points is 2 x 2, expected 4 points x 2 classes."
        );
        Assert.That(
            static () => ShadowPopulationEvidence.Kind.Check([], ThreePoints.Input),
            Throws.Nothing,
            "no shadow disagrees with none"
        );
    }

    [Test]
    public void Every_shadow_has_the_targets_classes() =>
        Refused(
            [ThreePoints.Zeros(4, 3)],
            ThreePoints.Input,
            "Shape of shadow 0 on the population points is 4 x 3, expected 4 points x 2 classes."
        );

    [Test]
    public void Shadows_are_written_as_one_array_and_none_as_none()
    {
        Dictionary<string, NamedArray> written = ThreePoints.Write(
            ShadowPopulationEvidence.Kind,
            [new LogitTable([1, 2], 2), new LogitTable([3, 4], 2)]
        );
        Assert.That(written.Keys, Is.EqualTo(new[] { "shadow_population_logits" }));
        Assert.That(written["shadow_population_logits"].Shape, Is.EqualTo(new[] { 2, 1, 2 }));
        Assert.That(written["shadow_population_logits"].Values, Is.EqualTo(new[] { 1.0, 2, 3, 4 }));
        Assert.That(ThreePoints.Write(ShadowPopulationEvidence.Kind, []), Is.Empty);
    }

    [Test]
    public void They_are_halved_as_the_shadows_are()
    {
        LogitTable[] tables = [.. Enumerable.Range(0, 8).Select(static _ => ThreePoints.Zeros(2))];
        Assert.That(Half(tables), Is.EqualTo(tables[..4]));
        Assert.That(Half(tables[..6]), Is.Null);
    }

    private static IReadOnlyList<LogitTable>? Half(LogitTable[] tables) =>
        ShadowPopulationEvidence
            .Kind.Halve(ThreePoints.Input.With(ShadowPopulationEvidence.Kind, tables))
            ?.Get(ShadowPopulationEvidence.Kind);

    private static void Refused(LogitTable[] tables, AttackInput input, string words) =>
        Assert.That(
            () => ShadowPopulationEvidence.Kind.Check(tables, input),
            Throws.TypeOf<InputException>().With.Message.EqualTo(words)
        );
}
