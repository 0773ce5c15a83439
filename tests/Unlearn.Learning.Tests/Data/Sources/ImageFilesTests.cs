using Unlearn.Formats.Tests.Pictures;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Pictures;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class ImageFilesTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder()
    {
        _scratch = new Scratch();
        _scratch.Write("pictures/cat10/2.pgm", SamplePictures.Pgm(1, 2, 0, 51));
        _scratch.Write("pictures/cat2/10.pgm", SamplePictures.Pgm(1, 2, 102, 153));
        _scratch.Write("pictures/cat2/9.pgm", SamplePictures.Pgm(1, 2, 204, 255));
        _scratch.Write("pictures/notes.txt", "not a picture");
    }

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    private static readonly float[] Expected = [0.8f, 1f, 0.4f, 0.6f, 0f, 0.2f];

    [Test]
    public void Folders_are_classes_in_natural_order()
    {
        Dataset dataset = new ImageFiles { Path = "pictures" }.Load(_scratch.Folders);

        Expect.Consistent(dataset);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.ClassNames, Is.EqualTo(["cat2", "cat10"]));
            Assert.That(dataset.Labels, Is.EqualTo([0, 0, 1]));
            Assert.That(dataset.Features, Is.EqualTo(Expected));
            Assert.That(dataset.FeatureShape, Is.EqualTo([1, 1, 2]));
            Assert.That(dataset.Groups, Is.Null);
        }
    }

    [Test]
    public void Links_are_followed_and_no_folder_is_read_twice()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("links need rights on Windows");
        }

        string digest = new ImageFiles { Path = "pictures" }
            .Load(_scratch.Folders)
            .Digest;
        _scratch.Write("elsewhere/deep/1.pgm", SamplePictures.Pgm(1, 2, 0, 51));
        Directory.CreateSymbolicLink(Path.Combine(_scratch.Folder, "pictures", "cat2", "up"), "../../pictures");
        Directory.CreateSymbolicLink(Path.Combine(_scratch.Folder, "pictures", "acat"), "cat2");

        Assert.That(
            new ImageFiles { Path = "pictures" }
                .Load(_scratch.Folders)
                .Digest,
            Is.EqualTo(digest)
        );

        string other = Path.Combine(_scratch.Folder, "elsewhere");
        Directory.CreateSymbolicLink(Path.Combine(_scratch.Folder, "pictures", "other"), other);
        Directory.CreateSymbolicLink(Path.Combine(other, "deep", "loop"), "../deep");
        Dataset linked = new ImageFiles { Path = "pictures" }.Load(_scratch.Folders);
        Assert.That(linked.Count, Is.EqualTo(4));
        Assert.That(linked.ClassNames, Does.Contain("deep"));
    }

    [Test]
    public void A_zip_archive_gives_the_same_dataset()
    {
        _scratch.WriteZip(
            "pictures.zip",
            ("all/cat2/9.pgm", SamplePictures.Pgm(1, 2, 204, 255)),
            ("all/cat2/10.pgm", SamplePictures.Pgm(1, 2, 102, 153)),
            ("__MACOSX/all/cat2/._10.pgm", [0]),
            ("all/cat10/2.pgm", SamplePictures.Pgm(1, 2, 0, 51))
        );

        Assert.That(
            new ImageFiles { Path = "pictures.zip" }
                .Load(_scratch.Folders)
                .Digest,
            Is.EqualTo(
                new ImageFiles { Path = "pictures" }
                    .Load(_scratch.Folders)
                    .Digest
            )
        );
    }

    [Test]
    public void People_are_groups_too()
    {
        Dataset dataset = new ImageFiles { Path = "pictures", By = PictureLabels.Person }.Load(_scratch.Folders);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.Groups, Is.EqualTo(dataset.Labels));
            Assert.That(dataset.GroupNames, Is.EqualTo(["cat2", "cat10"]));
        }
    }

    [Test]
    public void Pictures_of_another_shape_are_an_error_until_they_are_resized()
    {
        _scratch.Write("pictures/cat2/11.png", SamplePictures.ColourJpeg);
        ImageFiles images = new() { Path = "pictures" };

        Expect.Error(() => images.Load(_scratch.Folders), "11.png", "3 x 8 x 8", "1 x 1 x 2", "`rows`");

        Dataset dataset = (images with { Rows = 2, Columns = 2, Colour = PictureColour.Colour }).Load(_scratch.Folders);
        Assert.That(dataset.FeatureShape, Is.EqualTo([3, 2, 2]));
        Assert.That(dataset.Count, Is.EqualTo(4));
    }

    [Test]
    public void Nothing_to_read_and_pictures_outside_folders_are_errors()
    {
        Expect.Error(() => new ImageFiles { Path = "none" }.Load(_scratch.Folders), "none", "does not exist");
        Directory.CreateDirectory(Path.Combine(_scratch.Folder, "empty"));
        Expect.Error(() => new ImageFiles { Path = "empty" }.Load(_scratch.Folders), "no picture");
        _scratch.Write("pictures/stray.png", SamplePictures.GreyPng);
        Expect.Error(() => new ImageFiles { Path = "pictures" }.Load(_scratch.Folders), "stray.png", "in no folder");
        _scratch.Write("broken.zip", "no archive");
        Expect.Error(() => new ImageFiles { Path = "broken.zip" }.Load(_scratch.Folders), "no whole zip archive");
    }

    [Test]
    public void Files_that_are_no_pictures_are_counted_by_kind()
    {
        _scratch.Write("pictures/cat2/1.webp", "RIFF");
        _scratch.Write("pictures/cat2/2.BMP", "BM");
        _scratch.Write("pictures/cat2/.DS_Store", "");

        DataNote note = new ImageFiles { Path = "pictures" }
            .Load(_scratch.Folders)
            .Notes.Single();

        Assert.That(note.Name, Is.EqualTo("passed-over-files"));
        Assert.That(note.Text, Does.StartWith("3 of 6 files were passed over: 1 .bmp, 1 .txt, 1 .webp;"));
        _scratch.Write("slides/a/1.tif", "II");
        Expect.Error(() => new ImageFiles { Path = "slides" }.Load(_scratch.Folders), "no picture", "but 1 .tif");
    }

    [Test]
    public void Folders_for_training_and_test_are_merged_with_a_word_or_kept()
    {
        _scratch.Write("parts/train/cat/1.pgm", SamplePictures.Pgm(1, 2, 0, 51));
        _scratch.Write("parts/test/cat/1.pgm", SamplePictures.Pgm(1, 2, 0, 51));
        _scratch.Write("parts/test/train/1.pgm", SamplePictures.Pgm(1, 2, 0, 51));
        var images = new ImageFiles { Path = "parts" };
        var declared = new DeclaredSplit { By = "folder" };

        Dataset kept = (images with { Split = declared }).Load(_scratch.Folders);

        Assert.That(images.Load(_scratch.Folders).Notes.Single().Name, Is.EqualTo("merged-parts"));
        Assert.That(kept.Notes, Is.Empty);
        Assert.That(kept.ClassNames, Is.EqualTo(["cat", "train"]), "a class may be called train");
        Assert.That(kept.Parts, Is.EqualTo([DataPart.Test, DataPart.Test, DataPart.Train]));
        Expect.Error(
            () => (new ImageFiles { Path = "pictures", Split = declared }).Load(_scratch.Folders),
            "no folder above that of the class says which part"
        );
    }
}
