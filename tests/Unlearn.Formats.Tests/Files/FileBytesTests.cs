using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tests.Files;

public sealed class FileBytesTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(static i => (byte)(i * i / 7))];

    [Test]
    public void Gzip_is_undone_and_other_bytes_stay()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(FileBytes.Decompress(Scratch.Gzip(Content), "x.gz"), Is.EqualTo(Content));
            Assert.That(FileBytes.Decompress(Content, "x"), Is.SameAs(Content));
            Assert.That(FileBytes.Decompress([], "x"), Is.Empty);
            Assert.That(FileBytes.Decompress(Scratch.Gzip([]), "x"), Is.Empty);
        }
    }

    [Test]
    public void Joined_gzip_members_are_one_content()
    {
        byte[] joined = [.. Scratch.Gzip(Content[..2000]), .. Scratch.Gzip(Content[2000..])];

        Assert.That(FileBytes.Decompress(joined, "x.gz"), Is.EqualTo(Content));
    }

    [Test]
    public void A_gzip_file_that_is_cut_short_anywhere_is_an_error()
    {
        byte[] whole = Scratch.Gzip(Content);

        // From two bytes on it is recognised as gzip.
        for (int length = 2; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Expect.Error(() => FileBytes.Decompress(cut, "x.gz"), "x.gz", "cut short or damaged");
        }
    }

    [Test]
    public void A_small_file_that_unpacks_to_a_flood_is_refused()
    {
        byte[] flood = Scratch.Gzip(new byte[300 << 20]);

        Expect.Error(() => FileBytes.Decompress(flood, "x.gz"), "x.gz", "unpack to more than 268435456");
    }

    [Test]
    public void A_changed_bit_in_compressed_data_is_an_error([Range(10, 1000, 50)] int at)
    {
        byte[] damaged = Scratch.Gzip(Content);
        damaged[10 + (at % (damaged.Length - 10))] ^= 0x10;

        Expect.Error(() => FileBytes.Decompress(damaged, "x.gz"), "cut short or damaged");
    }
}
