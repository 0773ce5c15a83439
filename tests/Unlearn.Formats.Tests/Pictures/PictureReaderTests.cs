using Unlearn.Formats.Pictures;

namespace Unlearn.Formats.Tests.Pictures;

public sealed class PictureReaderTests
{
    [Test]
    public void Png_is_read_grey_and_in_colour_without_transparency()
    {
        Picture grey = PictureReader.Read(SamplePictures.GreyPng, "grey.png");
        Picture colour = PictureReader.Read(SamplePictures.ColourPng, "colour.PNG");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((grey.Channels, grey.Rows, grey.Columns), Is.EqualTo((1, 2, 3)));
            Assert.That(grey.Values, Is.EqualTo([0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f]));
            Assert.That((colour.Channels, colour.Rows, colour.Columns), Is.EqualTo((3, 1, 2)));
            Assert.That(colour.Values, Is.EqualTo([1f, 0f, 0f, 0f, 0f, 1f]));
        }
    }

    [Test]
    public void Jpeg_is_read_grey_and_in_colour()
    {
        Picture grey = PictureReader.Read(SamplePictures.GreyJpeg, "grey.jpg");
        Picture colour = PictureReader.Read(SamplePictures.ColourJpeg, "colour.jpeg");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((grey.Channels, grey.Rows, grey.Columns), Is.EqualTo((1, 8, 8)));
            Assert.That(grey.Values, Has.All.EqualTo(100 / 255f).Within(2 / 255f));
            Assert.That(colour.Values[..64], Has.All.EqualTo(200 / 255f).Within(3 / 255f));
            Assert.That(colour.Values[64..128], Has.All.EqualTo(100 / 255f).Within(3 / 255f));
            Assert.That(colour.Values[128..], Has.All.EqualTo(50 / 255f).Within(3 / 255f));
        }
    }

    [Test]
    public void Portable_formats_are_read_as_text_and_as_bytes_of_8_and_16_bits()
    {
        Picture text = PictureReader.Read(SamplePictures.Pgm(1, 2, 51, 255), "a.pgm");
        Picture bytes = PictureReader.Read([.. "P5 2 1 255\n"u8, 51, 255], "a.pgm");
        Picture wide = PictureReader.Read([.. "P5\n2\n1\n65535\n"u8, 0x33, 0x33, 0xff, 0xff], "a.pgm");
        Picture colour = PictureReader.Read([.. "P6 # colour\n1 1 255 "u8, 255, 51, 0], "a.ppm");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Values, Is.EqualTo([0.2f, 1f]));
            Assert.That(bytes.Values, Is.EqualTo(text.Values));
            Assert.That(wide.Values, Is.EqualTo(text.Values));
            Assert.That((colour.Channels, colour.Values), Is.EqualTo((3, new[] { 1f, 0.2f, 0f })));
        }
    }

    [TestCase("P5 2 2 255\nabc", "take 4 bytes or more, but 3 follow")]
    [TestCase("P2 50000 2000 255\n1 2 3", "take 199999999 bytes or more, but 5 follow")]
    [TestCase("P5 99999 99999 255\n", "99999 rows and 99999 columns; 1 to 100000000 pixels are right")]
    [TestCase("P5 2 2 65536\nabcd", "values up to 65536")]
    [TestCase("P5 2 2", "cut short")]
    [TestCase("P5 0 2 255\n", "2 rows and 0 columns")]
    [TestCase("P5 x 2 255\n", "byte 4 is no digit")]
    [TestCase("P2 1 1 9\n10", "a pixel is 10; 0 to 9 is right")]
    [TestCase("P7 1 1 9\n10", "starts with P2, P3, P5 or P6")]
    [TestCase("", "starts with P2, P3, P5 or P6")]
    public void A_damaged_portable_file_is_an_error(string content, string expected)
    {
        Expect.Error(
            () => PictureReader.Read(System.Text.Encoding.ASCII.GetBytes(content), "a.pgm"),
            "a.pgm",
            expected
        );
    }

    [Test]
    public void Damaged_png_and_jpeg_files_are_errors()
    {
        Expect.Error(() => PictureReader.Read(SamplePictures.GreyPng[..50], "a.png"), "a.png", "cut short");
        Expect.Error(() => PictureReader.Read([1, 2, 3], "a.png"), "a.png", "no PNG or JPEG");
        Expect.Error(() => PictureReader.Read([], "a.jpg"), "a.jpg");
    }

    [TestCase("s1/1.pgm", true)]
    [TestCase("cats/A.JPG", true)]
    [TestCase("README", false)]
    [TestCase("__MACOSX/s1/1.pgm", false)]
    [TestCase("s1/.hidden.png", false)]
    public void Pictures_are_known_by_their_names(string name, bool expected)
    {
        Assert.That(PictureReader.IsPicture(name), Is.EqualTo(expected));
    }
}
