using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Unlearn.Learning.Data.Catalog;

namespace Unlearn.Learning.Tests.Data.Catalog;

public sealed class NamedFilesTests
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1,2,3\n", 500)));
    private static readonly byte[] Published = Compressed(Content, CompressionLevel.SmallestSize);

    private static readonly NamedDataset Dataset = new()
    {
        Name = "numbers",
        Description = "numbers",
        Files = [new("numbers.csv.gz", Sha256(Published)) { Content = Sha256(Content) }],
        Licence = "none",
        Page = "https://example.org",
        SubFolders = ["numbers"],
    };

    [Test]
    public void A_file_is_known_by_its_content_whoever_compressed_it()
    {
        byte[] again = Compressed(Content, CompressionLevel.NoCompression);
        Assert.That(Sha256(again), Is.Not.EqualTo(Sha256(Published)));

        foreach (byte[] bytes in (byte[][])[Published, again])
        {
            using var scratch = new Scratch();
            File.WriteAllBytes(scratch.Write("numbers/numbers.csv.gz", ""), bytes);

            Assert.That(NamedFiles.Require(Dataset, Dataset.Files[0], scratch.Folders).Bytes, Is.EqualTo(Content));
            Assert.That(State(scratch), Is.EqualTo(DatasetFileState.Good));
        }
    }

    [Test]
    public void Other_content_and_a_file_that_is_cut_short_are_refused()
    {
        foreach (byte[] bytes in (byte[][])[Compressed([.. Content, 10], CompressionLevel.Fastest), Published[..^9]])
        {
            using var scratch = new Scratch();
            File.WriteAllBytes(scratch.Write("numbers/numbers.csv.gz", ""), bytes);

            Expect.Error(() => NamedFiles.Require(Dataset, Dataset.Files[0], scratch.Folders), "damaged");
            Assert.That(State(scratch), Is.EqualTo(DatasetFileState.Different));
        }
    }

    private static DatasetFileState State(Scratch scratch) =>
        NamedFiles.Check(Dataset, Dataset.Files[0], scratch.Folders).State;

    private static byte[] Compressed(byte[] content, CompressionLevel level)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, level))
        {
            gzip.Write(content);
        }

        return bytes.ToArray();
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
