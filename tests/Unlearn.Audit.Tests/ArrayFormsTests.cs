using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit.Tests;

/// <summary>Arrays that no code names take the usual form too: what they are, their declaration says.</summary>
public sealed class ArrayFormsTests
{
    private static readonly ArrayNeed[] Needs =
    [
        ArrayNeed.Of(EvidenceArray.OutputsOfModels("peers", "points")),
        ArrayNeed.Of(EvidenceArray.MembersOfModels("peer_flags", "points")),
        ArrayNeed.Of(EvidenceArray.Outputs("extra", "extra points")),
        ArrayNeed.Of(EvidenceArray.Labels("extra", "extra points")),
        ArrayNeed.Of(EvidenceArray.Scores("odds", "points")),
        ArrayNeed.Of("plain", "rows x columns"),
    ];

    [Test]
    public void One_output_per_point_of_several_models_needs_the_masks_that_have_its_axes()
    {
        var outputs = new NamedArray("peers_logits", [2, 3], [1, 2, 3, 4, 5, 6]);
        var masks = new NamedArray("peer_flags", [2, 3], [1, 0, 1, 0, 1, 0]);

        Assert.That(Settled(outputs)[0].Shape, Is.EqualTo(new[] { 2, 3 }), "rows of classes as well as models");
        Assert.That(Settled(outputs, masks)[0].Shape, Is.EqualTo(new[] { 2, 3, 2 }));
        Assert.That(Settled(outputs, masks)[0].Values.Take(4), Is.EqualTo(new double[] { 0, 1, 0, 2 }));
    }

    [Test]
    public void One_output_per_point_of_one_model_is_that_of_class_1()
    {
        NamedArray settled = Settled(new NamedArray("extra_probabilities", [2], [0.25, 1]))[0];

        Assert.That(settled.Shape, Is.EqualTo(new[] { 2, 2 }));
        Assert.That(settled.Values, Is.EqualTo(new[] { 0.75, 0.25, 0, 1 }));
    }

    [Test]
    public void One_hot_labels_follow_the_outputs_of_their_own_group()
    {
        var labels = new NamedArray("extra_labels", [2, 3], [0, 0, 1, 1, 0, 0]);

        Assert.That(
            Settled(new NamedArray("extra_logits", [2, 3], new double[6]), labels)[1].Values,
            Is.EqualTo(new double[] { 2, 0 })
        );
        Assert.That(
            Settled(new NamedArray("peers_logits", [1, 2, 3], new double[6]), labels)[1].Shape,
            Is.EqualTo(new[] { 2, 3 }),
            "outputs of another group say nothing about these labels"
        );
    }

    [Test]
    public void A_column_is_a_list_where_a_list_is_meant()
    {
        Assert.That(Settled(new NamedArray("odds", [3, 1], new double[3]))[0].Shape, Is.EqualTo(new[] { 3 }));
        Assert.That(Settled(new NamedArray("extra_phi", [3, 1], new double[3]))[0].Shape, Is.EqualTo(new[] { 3 }));
        Assert.That(Settled(new NamedArray("plain", [3, 1], new double[3]))[0].Shape, Is.EqualTo(new[] { 3, 1 }));
    }

    private static NamedArray[] Settled(params NamedArray[] arrays) =>
        [
            .. ArrayForms
                .Settle([.. arrays.Select(static array => new AuditArray(array, "file"))], Needs)
                .Arrays.Select(static array => array.Array),
        ];
}
