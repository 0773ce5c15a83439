using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class IdxFilesTests
{
    /// <summary>Three pictures of 1 x 2 pixels.</summary>
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, 153, 204, 255];

    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 1];

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder()
    {
        _scratch = new Scratch();
        _scratch.Write("images", Images);
        _scratch.Write("labels", Labels);
    }

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    private static IdxFiles Idx => new() { Images = "images", Labels = "labels" };

    [Test]
    public void Pixels_are_scaled_and_grey_pictures_have_one_channel()
    {
        Dataset dataset = Idx.Load(_scratch.Folders);

        Expect.Consistent(dataset);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.FeatureShape, Is.EqualTo([1, 1, 2]));
            Assert.That(dataset.Features, Is.EqualTo([0f, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1f]));
            Assert.That(dataset.Labels, Is.EqualTo([2, 0, 1]));
            Assert.That(dataset.ClassNames, Is.EqualTo(["0", "1", "2"]));
        }
    }

    [Test]
    public void Channels_that_stand_last_are_brought_before_rows_and_columns()
    {
        // One picture of 1 row, 2 columns and 3 channels a point.
        _scratch.Write(
            "images",
            [
                0,
                0,
                8,
                4,
                0,
                0,
                0,
                3,
                0,
                0,
                0,
                1,
                0,
                0,
                0,
                2,
                0,
                0,
                0,
                3,
                .. Enumerable.Range(1, 18).Select(static i => (byte)i),
            ]
        );

        Dataset dataset = (Idx with { Layout = PictureLayout.Hwc, Scale = false }).Load(_scratch.Folders);

        Expect.Consistent(dataset);
        Assert.That(dataset.FeatureShape, Is.EqualTo([3, 1, 2]));
        Assert.That(dataset.Features[..6], Is.EqualTo([1f, 4, 2, 5, 3, 6]));
    }

    [Test]
    public void A_test_part_follows_the_training_part_and_a_limit_leaves_it_whole()
    {
        _scratch.Write("images.gz", Scratch.Gzip(Images));
        _scratch.Write("labels.gz", Scratch.Gzip(Labels));

        Dataset dataset = (
            Idx with
            {
                TestImages = "images.gz",
                TestLabels = "labels.gz",
                Limit = 2,
                Scale = false,
            }
        ).Load(_scratch.Folders);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.TestStart, Is.EqualTo(2));
            Assert.That(dataset.Labels, Is.EqualTo([2, 0, 2, 0, 1]));
            Assert.That(dataset.Features, Is.EqualTo([0f, 51f, 102f, 153f, 0f, 51f, 102f, 153f, 204f, 255f]));
        }
    }

    [TestCase(new byte[] { 0, 0, 9, 1, 0, 0, 0, 3, 255, 2, 3 }, new[] { -1f, 2f, 3f })]
    [TestCase(new byte[] { 0, 0, 11, 1, 0, 0, 0, 3, 255, 254, 1, 0, 0, 3 }, new[] { -2f, 256f, 3f })]
    [TestCase(
        new byte[] { 0, 0, 13, 1, 0, 0, 0, 3, 63, 128, 0, 0, 191, 128, 0, 0, 64, 0, 0, 0 },
        new[] { 1f, -1f, 2f }
    )]
    public void Other_number_types_stay_as_they_are(byte[] points, float[] expected)
    {
        _scratch.Write("images", points);

        Dataset dataset = Idx.Load(_scratch.Folders);

        Assert.That(dataset.Features, Is.EqualTo(expected));
        Assert.That(dataset.FeatureShape, Is.EqualTo([1]));
    }

    [Test]
    public void A_label_beyond_the_named_classes_is_an_error()
    {
        Expect.Error(
            () => (Idx with { Classes = ["a", "b"] }).Load(_scratch.Folders),
            "labels",
            "the label of record 1 is 2; 0 to 1 is right"
        );
    }

    [Test]
    public void Files_that_do_not_belong_together_are_an_error()
    {
        _scratch.Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 2, 0]);
        Expect.Error(() => Idx.Load(_scratch.Folders), "2 labels, but 3 points");
        Expect.Error(() => (Idx with { Labels = "images" }).Load(_scratch.Folders), "3 dimensions", "one is right");
        Expect.Error(() => (Idx with { TestImages = "images" }).Load(_scratch.Folders), "`testLabels` go together");
    }

    [TestCase(21, "cut short")]
    [TestCase(10, "ends within its header")]
    [TestCase(0, "the file is empty")]
    [TestCase(3, "an idx file starts with")]
    public void A_file_that_is_cut_short_is_an_error(int length, string expected)
    {
        _scratch.Write("images", Images[..length]);

        Expect.Error(() => Idx.Load(_scratch.Folders), "images", expected);
    }

    [Test]
    public void A_header_that_promises_more_than_can_be_is_an_error()
    {
        byte[] huge = [.. Images];
        huge.AsSpan(4, 12).Fill(0x7f);
        _scratch.Write("images", huge);

        Expect.Error(() => Idx.Load(_scratch.Folders), "cut short or damaged");
    }

    [Test]
    public void Only_labels_that_occur_in_either_part_are_classes()
    {
        _scratch.Write("labels", [0, 0, 8, 1, 0, 0, 0, 3, 3, 1, 1]);
        _scratch.Write("test", [0, 0, 8, 1, 0, 0, 0, 3, 255, 1, 3]);

        Dataset dataset = (Idx with { TestImages = "images", TestLabels = "test" }).Load(_scratch.Folders);

        Assert.That(dataset.ClassNames, Is.EqualTo(["1", "3", "255"]));
        Assert.That(dataset.Labels, Is.EqualTo([1, 0, 0, 2, 0, 1]));
    }
}
