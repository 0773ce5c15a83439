using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Pictures;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class Cifar10Tests
{
    private static byte[] Record(byte label, byte red, byte green, byte blue) =>
        [label, .. Enumerable.Repeat(red, 1024), .. Enumerable.Repeat(green, 1024), .. Enumerable.Repeat(blue, 1024)];

    [Test]
    public void The_subset_has_its_counts_names_and_parts()
    {
        Dataset cifar = new Cifar10 { Path = "cifar10-subset" }.Load(RealData.With("cifar10-subset"));

        Expect.Consistent(cifar);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cifar.Count, Is.EqualTo(2500));
            Assert.That(cifar.TestStart, Is.EqualTo(2000));
            Assert.That(cifar.FeatureShape, Is.EqualTo([3, 32, 32]));
            Assert.That(
                Expect.ClassCounts(cifar, 0, 2000),
                Is.EqualTo([202, 191, 203, 195, 214, 183, 207, 199, 203, 203])
            );
            Assert.That(Expect.ClassCounts(cifar, 2000, 500), Is.EqualTo([57, 41, 51, 49, 40, 48, 54, 47, 57, 56]));
            Assert.That(cifar.ClassNames[0], Is.EqualTo("airplane"));
            Assert.That(cifar.ClassNames[9], Is.EqualTo("truck"));
        }
    }

    [TestCase(Normalisation.None, 255f, 0f, 51f)]
    [TestCase(Normalisation.Unit, 1f, 0f, 0.2f)]
    [TestCase(Normalisation.Imagenet, (1f - 0.485f) / 0.229f, -0.456f / 0.224f, (0.2f - 0.406f) / 0.225f)]
    [TestCase(
        Normalisation.Cifar,
        (1f - 0.49139968f) / 0.24703223f,
        -0.48215841f / 0.24348513f,
        (0.2f - 0.44653091f) / 0.26158784f
    )]
    public void Each_channel_is_normalised_by_its_own_constants(
        Normalisation normalisation,
        float red,
        float green,
        float blue
    )
    {
        using var scratch = new Scratch();
        scratch.Write("data_batch_1.bin", Record(3, 255, 0, 51));

        Dataset cifar = new Cifar10 { Path = ".", Normalise = normalisation }.Load(scratch.Folders);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cifar.Features[..1024], Has.All.EqualTo(red).Within(1e-6));
            Assert.That(cifar.Features[1024..2048], Has.All.EqualTo(green).Within(1e-6));
            Assert.That(cifar.Features[2048..], Has.All.EqualTo(blue).Within(1e-6));
            Assert.That(cifar.TestStart, Is.Null);
            Assert.That(cifar.ClassNames[3], Is.EqualTo("3"), "numbers where there is no file of names");
        }
    }

    [Test]
    public void A_limit_cuts_training_batches_in_order_and_leaves_the_test_batch_whole()
    {
        using var scratch = new Scratch();
        scratch.Write("data_batch_2.bin", [.. Record(3, 0, 0, 0), .. Record(4, 0, 0, 0)]);
        scratch.Write("data_batch_1.bin", [.. Record(1, 0, 0, 0), .. Record(2, 0, 0, 0)]);
        scratch.Write("test_batch.bin", [.. Record(8, 0, 0, 0), .. Record(9, 0, 0, 0)]);

        Dataset cifar = new Cifar10 { Path = ".", Limit = 3 }.Load(scratch.Folders);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cifar.Labels, Is.EqualTo([1, 2, 3, 8, 9]));
            Assert.That(cifar.TestStart, Is.EqualTo(3));
        }
    }

    [Test]
    public void A_batch_that_is_cut_short_is_an_error()
    {
        using var scratch = new Scratch();
        string path = scratch.Write("data_batch_1.bin", Record(1, 2, 3, 4)[..3000]);

        Expect.Error(
            () => new Cifar10 { Path = "." }.Load(scratch.Folders),
            path,
            "3000 bytes are no whole number of records of 3073"
        );
    }

    [Test]
    public void A_label_out_of_range_is_an_error_with_its_record()
    {
        using var scratch = new Scratch();
        string path = scratch.Write("data_batch_1.bin", [.. Record(1, 0, 0, 0), .. Record(10, 0, 0, 0)]);

        Expect.Error(() => new Cifar10 { Path = "." }.Load(scratch.Folders), path, "record 2 is 10; 0 to 9 is right");
    }

    [Test]
    public void A_folder_without_batches_and_a_folder_that_does_not_exist_are_errors()
    {
        using var scratch = new Scratch();

        Expect.Error(() => new Cifar10 { Path = "." }.Load(scratch.Folders), "no data_batch_1.bin");
        Expect.Error(() => new Cifar10 { Path = "none" }.Load(scratch.Folders), "cifar-10-binary.tar.gz", "none");
        Expect.Error(() => new Cifar10().Load(scratch.Folders), "cifar-10-binary.tar.gz", "--data");
    }

    [Test]
    public void An_archive_with_another_checksum_is_refused()
    {
        using var scratch = new Scratch();
        string path = scratch.Write("cifar-10-binary.tar.gz", Scratch.Gzip("no tar"));

        Expect.Error(() => new Cifar10().Load(scratch.Folders), path, "wrong checksum");
    }
}
