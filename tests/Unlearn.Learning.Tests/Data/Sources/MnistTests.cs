using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class MnistTests
{
    [Test]
    public void The_published_counts_and_moments_come_out()
    {
        DataFolders data = RealData.With("mnist");

        Dataset mnist = new Mnist().Load(data);

        double sum = 0;
        double squares = 0;
        foreach (float pixel in mnist.Features.AsSpan(0, 60_000 * 784))
        {
            sum += pixel;
            squares += (double)pixel * pixel;
        }

        double mean = sum / (60_000 * 784);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mnist.Count, Is.EqualTo(70_000));
            Assert.That(mnist.FeatureShape, Is.EqualTo([1, 28, 28]));
            Assert.That(mnist.TestStart, Is.EqualTo(60_000));
            Assert.That(
                Expect.ClassCounts(mnist, 0, 60_000),
                Is.EqualTo([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
            );
            Assert.That(mean, Is.EqualTo(0.13066).Within(5e-6));
            Assert.That(Math.Sqrt((squares / (60_000 * 784)) - (mean * mean)), Is.EqualTo(0.30811).Within(5e-6));
            Assert.That(mnist.Digest, Is.EqualTo(ContentDigest.Of(mnist)));
        }
    }

    [Test]
    public void Ten_thousand_points_can_be_asked_for()
    {
        string folder = SharedData.Path("data", "mnist");

        Dataset mnist = new Mnist { Path = folder, Limit = 10_000 }.Load(new DataFolders([], folder));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mnist.Count, Is.EqualTo(20_000));
            Assert.That(mnist.TestStart, Is.EqualTo(10_000));
            Assert.That(mnist.Labels[..5], Is.EqualTo([5, 0, 4, 1, 9]));
        }
    }

    [Test]
    public void A_missing_file_says_where_it_was_looked_for_and_what_sets_it()
    {
        using var scratch = new Scratch();

        Expect.Error(
            () => new Mnist().Load(scratch.Folders),
            "train-images-idx3-ubyte.gz",
            Path.Combine(scratch.Folder, "mnist"),
            "--data",
            "UNLEARN_DATA",
            "`path`",
            "https://"
        );
    }

    [Test]
    public void A_damaged_file_is_refused_by_its_checksum_and_left_alone()
    {
        string folder = SharedData.Path("data", "mnist");
        using var scratch = new Scratch();
        foreach (string file in Directory.GetFiles(folder))
        {
            File.Copy(file, Path.Combine(scratch.Folder, Path.GetFileName(file)));
        }

        string labels = Path.Combine(scratch.Folder, "t10k-labels-idx1-ubyte.gz");
        byte[] damaged = File.ReadAllBytes(labels);
        damaged[^100] ^= 1;
        File.WriteAllBytes(labels, damaged);

        Expect.Error(() => new Mnist().Load(scratch.Folders), labels, "wrong checksum", "f7ae60f9");
        Assert.That(File.ReadAllBytes(labels), Is.EqualTo(damaged));
    }
}
