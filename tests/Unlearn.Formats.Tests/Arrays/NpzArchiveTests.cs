using System.IO.Compression;
using Unlearn.Formats.Arrays;

namespace Unlearn.Formats.Tests.Arrays;

public sealed class NpzArchiveTests
{
    private string _path = null!;

    [SetUp]
    public void Name() => _path = Path.Combine(Path.GetTempPath(), $"unlearn-{Guid.NewGuid():N}.npz");

    [TearDown]
    public void Remove() => File.Delete(_path);

    [Test]
    public void Arrays_come_back_as_they_were()
    {
        NamedArray[] arrays =
        [
            new("matrix", [2, 3], [1, 2.5, -3, 1.0 / 3, double.MaxValue, 0]),
            new("list", [2], [7, double.NegativeInfinity]),
            new("number", [], [0.25]),
        ];
        NpzArchive.Write(_path, arrays);
        IReadOnlyList<NamedArray> found = ArrayFile.Read(_path);
        Assert.That(found.Select(static array => array.Name), Is.EqualTo(arrays.Select(static array => array.Name)));
        for (int i = 0; i < arrays.Length; i++)
        {
            Assert.That(found[i].Shape, Is.EqualTo(arrays[i].Shape), arrays[i].Name);
            Assert.That(found[i].Values, Is.EqualTo(arrays[i].Values), arrays[i].Name);
        }
    }

    [Test]
    public void Values_start_at_a_multiple_of_64_bytes_after_a_line_break_as_the_format_asks()
    {
        NpzArchive.Write(_path, [new("a", [1], [2])]);
        using ZipArchive zip = ZipFile.OpenRead(_path);
        using var stream = new MemoryStream();
        zip.Entries.Single().Open().CopyTo(stream);
        byte[] bytes = stream.ToArray();
        int start = 10 + bytes[8] + (256 * bytes[9]);
        Assert.That(start % 64, Is.Zero);
        Assert.That(bytes[start - 1], Is.EqualTo((byte)'\n'));
        Assert.That(bytes, Has.Length.EqualTo(start + sizeof(double)));
        Assert.That(System.Text.Encoding.ASCII.GetString(bytes), Does.Contain("'shape': (1,), "));
    }
}
