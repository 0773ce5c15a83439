using Unlearn.Formats.Pictures;

namespace Unlearn.Formats.Tests.Pictures;

public sealed class PortableNetworkGraphicsTests
{
    [Test]
    public void Sixteen_bits_stay_sixteen_bits()
    {
        Picture picture = Read(PngWriter.Write(2, 1, 16, 0, [0, 0x00, 0x20, 0x00, 0x30]));

        Assert.That(picture.Values, Is.EqualTo([0x20 / 65535f, 0x30 / 65535f]));
    }

    [TestCase(1, new byte[] { 0, 0b1010_0000 }, new[] { 1f, 0f, 1f })]
    [TestCase(2, new byte[] { 0, 0b0001_1100 }, new[] { 0f, 1 / 3f, 1f })]
    [TestCase(4, new byte[] { 0, 0x0f, 0x30 }, new[] { 0f, 1f, 0.2f })]
    public void Samples_of_less_than_a_byte_are_parted(byte bits, byte[] raw, float[] expected)
    {
        Assert.That(Read(PngWriter.Write(3, 1, bits, 0, raw)).Values, Is.EqualTo(expected));
    }

    [Test]
    public void Places_in_a_palette_become_colours()
    {
        Picture picture = Read(PngWriter.Write(2, 1, 8, 3, [0, 1, 0], [255, 0, 0, 0, 51, 255]));

        Assert.That(picture.Channels, Is.EqualTo(3));
        Assert.That(picture.Values, Is.EqualTo([0f, 1f, 0.2f, 0f, 1f, 0f]));
    }

    [Test]
    public void Each_filter_is_undone()
    {
        // 10 20 30 / 11 22 33 / ... : each row is one more than the row above in the first pixel, two in the second, three in the third.
        byte[] raw =
        [
            .. (byte[])[1, 10, 10, 10], // left
            .. (byte[])[2, 1, 2, 3], // above
            .. (byte[])[3, 12 - 5, 24 - 17, 36 - 28], // mean of left and above, rounded down
            .. (byte[])[4, 1, 2, 3], // Paeth: the one above is nearest to left + above - corner, but for the first
        ];

        Picture picture = Read(PngWriter.Write(3, 4, 8, 0, raw));

        Assert.That(picture.Values[6..9], Is.EqualTo([12 / 255f, 24 / 255f, 36 / 255f]));
        Assert.That(picture.Values[9], Is.EqualTo(13 / 255f));
    }

    [TestCase(8, 8)]
    [TestCase(5, 3)]
    [TestCase(1, 1)]
    [TestCase(13, 9)]
    public void An_interlaced_picture_is_the_picture(int columns, int rows)
    {
        byte[][] pixels =
        [
            .. Enumerable
                .Range(0, rows)
                .Select(y => Enumerable.Range(0, columns).Select(x => (byte)((17 * y) + x)).ToArray()),
        ];

        Picture picture = Read(
            PngWriter.Write((uint)columns, (uint)rows, 8, 0, PngWriter.Interlace(pixels), interlaced: true)
        );

        Assert.That(picture.Values, Is.EqualTo(pixels.SelectMany(static row => row).Select(static v => v / 255f)));
    }

    [Test]
    public void No_damaged_byte_passes_and_no_cut([Values] bool cut)
    {
        byte[] whole = PngWriter.Write(3, 2, 8, 0, [0, 1, 2, 3, 0, 4, 5, 6]);
        for (int at = 8; at < whole.Length; at++)
        {
            byte[] wrong = cut ? whole[..at] : [.. whole[..at], (byte)(whole[at] ^ 4), .. whole[(at + 1)..]];
            Expect.Error(() => Read(wrong), "a.png");
        }
    }

    [Test]
    public void Rows_that_are_missing_under_right_checksums_are_an_error()
    {
        Expect.Error(() => Read(PngWriter.Write(3, 2, 8, 0, [0, 1, 2, 3])), "a.png", "rows of pixels are missing");
    }

    [TestCase(60000u, 60000u, "1 to 100000000 pixels")]
    [TestCase(9000u, 9000u, "bytes or more")]
    [TestCase(uint.MaxValue, 1u, "no PNG picture")]
    public void A_declared_size_is_compared_with_what_is_there(uint columns, uint rows, string expected)
    {
        Expect.Error(() => Read(PngWriter.Write(columns, rows, 8, 2, [0, 1, 2, 3])), "a.png", expected);
    }

    private static Picture Read(byte[] bytes) => PictureReader.Read(bytes, "a.png");
}
