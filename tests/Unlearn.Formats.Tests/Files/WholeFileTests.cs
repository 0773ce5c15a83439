using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tests.Files;

/// <summary>A file is there as a whole or as it was before, and nothing is left beside it.</summary>
public sealed class WholeFileTests
{
    private string _folder = "";

    private string Target => Path.Combine(_folder, "file");

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("whole-file").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Bytes_and_streams_replace_what_was_there()
    {
        WholeFile.Write(Target, "a longer first"u8);
        WholeFile.Write(Target, "second"u8);
        Assert.That(File.ReadAllText(Target), Is.EqualTo("second"));

        WholeFile.Write(
            Target,
            static stream =>
            {
                stream.Write("thi"u8);
                stream.Write("rd"u8);
            }
        );
        Assert.That(File.ReadAllText(Target), Is.EqualTo("third"));
        Assert.That(Directory.EnumerateFiles(_folder), Has.Exactly(1).Items);
    }

    [Test]
    public void What_was_there_stays_where_the_writer_fails()
    {
        WholeFile.Write(Target, "before"u8);

        Assert.That(
            () =>
                WholeFile.Write(
                    Target,
                    static stream =>
                    {
                        stream.Write("half"u8);
                        throw new InvalidDataException("broken");
                    }
                ),
            Throws.TypeOf<InvalidDataException>()
        );
        Assert.That(File.ReadAllText(Target), Is.EqualTo("before"));
        Assert.That(Directory.EnumerateFiles(_folder), Has.Exactly(1).Items);
    }

    [Test]
    public void What_a_killed_writer_leaves_is_known_by_its_name()
    {
        string during = "";
        WholeFile.Write(Target, _ => during = Directory.EnumerateFiles(_folder).Single());

        Assert.That(WholeFile.IsRemain(during));
        Assert.That(WholeFile.IsRemain(Target), Is.False);
    }
}
