using System.Collections.Immutable;
using Unlearn.Learning.Data;

namespace Unlearn.Learning.Tests.Data;

public sealed class DatasetDigestTests
{
    private static readonly float[] Features = [0f, 1f, 2f, 3f, 4f, 5f];
    private static readonly int[] Labels = [0, 1, 0];
    private static readonly ImmutableArray<string> Names = ["a", "b"];

    private static string Base => DatasetDigest.Compute(Features, [2], Labels, Names, [0, 1, 2], 2);

    [Test]
    public void The_byte_form_is_fixed()
    {
        // From an independent computation of SHA-256 over the documented byte form.
        Assert.That(Base, Is.EqualTo("226ecc0810e23d941ee49df081435d769e9fe568351a384b07b426e79ee6fd08"));
    }

    [Test]
    public void Any_changed_bit_of_a_feature_changes_the_digest([Range(0, 5)] int at, [Values(0, 1, 13, 31)] int bit)
    {
        float[] changed = [.. Features];
        changed[at] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(changed[at]) ^ (1 << bit));

        Assert.That(DatasetDigest.Compute(changed, [2], Labels, Names, [0, 1, 2], 2), Is.Not.EqualTo(Base));
    }

    [Test]
    public void Labels_groups_names_shape_and_test_part_all_count()
    {
        string[] digests =
        [
            Base,
            DatasetDigest.Compute(Features, [2], [0, 1, 1], Names, [0, 1, 2], 2),
            DatasetDigest.Compute(Features, [2], Labels, ["a", "c"], [0, 1, 2], 2),
            DatasetDigest.Compute(Features, [2], Labels, ["ab", ""], [0, 1, 2], 2),
            DatasetDigest.Compute(Features, [2], Labels, Names, [0, 1, 1], 2),
            DatasetDigest.Compute(Features, [2], Labels, Names, null, 2),
            DatasetDigest.Compute(Features, [2], Labels, Names, [0, 1, 2]),
            DatasetDigest.Compute(Features, [1, 2], Labels, Names, [0, 1, 2], 2),
            DatasetDigest.Compute(Features, [2, 1], Labels, Names, [0, 1, 2], 2),
        ];

        Assert.That(digests, Is.Unique);
    }

    [Test]
    public void Equal_content_has_an_equal_digest()
    {
        Assert.That(DatasetDigest.Compute([.. Features], [2], [.. Labels], ["a", "b"], [0, 1, 2], 2), Is.EqualTo(Base));
    }
}
