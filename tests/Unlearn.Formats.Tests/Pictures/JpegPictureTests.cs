using Unlearn.Formats.Pictures;

namespace Unlearn.Formats.Tests.Pictures;

public sealed class JpegPictureTests
{
    [Test]
    [CancelAfter(120_000)]
    public void A_file_that_ends_in_its_tables_ends_the_reading()
    {
        byte[] endless = Convert.FromBase64String("/9j/4C4QWkZJRgByAf///3////9///9/////f/8BCgD/2gD///9/////fwIDBA==");

        Expect.Error(() => PictureReader.Read(endless, "a.jpg"), "a.jpg");
    }

    [Test]
    [CancelAfter(120_000)]
    public void No_cut_file_is_part_of_a_picture()
    {
        byte[] whole = SamplePictures.ColourJpeg;
        for (int length = 3; length < whole.Length; length++)
        {
            Expect.Error(() => PictureReader.Read(whole[..length], "a.jpg"), "a.jpg", "cannot be read");
        }
    }

    [Test]
    public void A_declared_size_is_compared_with_what_is_there()
    {
        byte[] large = SamplePictures.ColourJpeg;
        int frame = large.AsSpan().IndexOf((byte[])[0xff, 0xc0]);
        large[frame + 5] = 0x20;
        large[frame + 7] = 0x20;

        Expect.Error(() => PictureReader.Read(large, "a.jpg"), "a.jpg", "bytes or more");
    }

    [Test]
    public void A_png_that_is_named_after_jpeg_is_read()
    {
        Assert.That(PictureReader.Read(SamplePictures.GreyPng, "a.jpg").Columns, Is.EqualTo(3));
    }
}
