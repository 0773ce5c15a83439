using Unlearn.Formats.Arrays;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Evidence.Kinds;
using Unlearn.Verification.Tests.Evidence;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Audits;

/// <summary>The shapes of arrays of files, read as evidence of three points and two classes.</summary>
public sealed class EvidenceArraysTests
{
    [TestCase("3", 3)]
    [TestCase("3 x 1", 3, 1)]
    [TestCase("1 x 3 x 2", 1, 3, 2)]
    [TestCase("0 x 2", 0, 2)]
    public void What_is_no_table_of_two_classes_at_least_is_no_target(string shape, params int[] axes) =>
        Refused(
            () => AuditInputs.Build([Zeros("target_logits", axes), ThreePoints.Labels, ThreePoints.Members], []),
            $"'target_logits' has shape {shape}, expected points x classes."
        );

    [Test]
    public void Logits_and_probabilities_of_the_same_outputs_are_one_too_many() =>
        Refused(
            static () =>
                ThreePoints.Read(
                    RetainEvidence.Kind,
                    new NamedArray("retain_logits", [1, 2], [0, 0]),
                    new NamedArray("retain_probabilities", [1, 2], [0.5, 0.5]),
                    Zeros("retain_labels", 1)
                ),
            "Give 'retain_logits' or 'retain_probabilities', not both."
        );

    [Test]
    public void Outputs_on_other_points_have_any_number_of_them_and_the_classes_of_the_target()
    {
        ModelOutputs retained = ThreePoints.Read(
            RetainEvidence.Kind,
            new NamedArray("retain_logits", [1, 2], [7, 8]),
            new NamedArray("retain_labels", [1], [1])
        )!;
        Assert.That(retained.Logits.Row(0).ToArray(), Is.EqualTo(new[] { 7.0, 8.0 }));
        Assert.That(retained.Labels, Is.EqualTo(new[] { 1 }));
        Refused(
            static () => ThreePoints.Read(RetainEvidence.Kind, Zeros("retain_logits", 2, 3), Zeros("retain_labels", 2)),
            "'retain_logits' has shape 2 x 3, expected points x 2."
        );
    }

    [Test]
    public void Another_models_outputs_have_the_points_of_the_target()
    {
        Refused(
            static () => ThreePoints.Read(OriginalEvidence.Kind, Zeros("original_logits", 2, 2)),
            "'original_logits' has shape 2 x 2, expected 3 x 2."
        );
        Refused(
            static () => ThreePoints.Read(ReferenceEvidence.Kind, Zeros("retrained_logits", 3, 2)),
            "'retrained_logits' has shape 3 x 2, expected models x 3 x 2."
        );
    }

    [Test]
    public void Several_models_are_cut_one_after_the_other() =>
        Assert.That(
            ThreePoints
                .Read(
                    ReferenceEvidence.Kind,
                    new NamedArray("retrained_logits", [2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
                )!
                .Select(static table => table.Values),
            Is.EqualTo(new double[][] { [1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12] })
        );

    [Test]
    public void Numbers_are_as_many_as_there_are_points()
    {
        Assert.That(
            ThreePoints.Read(CompressionEvidence.Kind, new NamedArray("compressed_lengths", [3], [4, 5, 6])),
            Is.EqualTo(new[] { 4.0, 5, 6 })
        );
        Assert.That(ThreePoints.Read(CompressionEvidence.Kind), Is.Null);
        Refused(
            static () =>
                ThreePoints.Read(CompressionEvidence.Kind, new NamedArray("compressed_lengths", [1, 3], [4, 5, 6])),
            "'compressed_lengths' has shape 1 x 3, expected 3."
        );
    }

    [TestCase("2 x 3", 2, 3)]
    [TestCase("3", 3)]
    [TestCase("3 x 0", 3, 0)]
    [TestCase("1 x 3 x 2", 1, 3, 2)]
    public void Representations_of_one_model_have_a_row_for_each_point(string shape, params int[] axes) =>
        Refused(
            () =>
                ThreePoints.Read(
                    RepresentationEvidence.Kind,
                    Zeros("target_features", axes),
                    Zeros("retrained_features", 1, 3, 2)
                ),
            $"'target_features' has shape {shape}, expected 3 x columns."
        );

    [TestCase("1 x 2 x 3", 1, 2, 3)]
    [TestCase("3 x 2", 3, 2)]
    [TestCase("0 x 3 x 2", 0, 3, 2)]
    public void Representations_of_several_models_have_a_row_for_each_point(string shape, params int[] axes) =>
        Refused(
            () =>
                ThreePoints.Read(
                    RepresentationEvidence.Kind,
                    Zeros("target_features", 3, 2),
                    Zeros("retrained_features", axes)
                ),
            $"'retrained_features' has shape {shape}, expected models x 3 x columns."
        );

    private static NamedArray Zeros(string name, params int[] axes) =>
        new(name, axes, new double[axes.Aggregate(static (a, b) => a * b)]);
}
