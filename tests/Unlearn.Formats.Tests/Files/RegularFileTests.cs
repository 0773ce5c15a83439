using System.Diagnostics;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tests.Files;

public sealed class RegularFileTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    [Test]
    public void A_file_is_read_and_a_link_to_it()
    {
        string file = _scratch.Write("a.bin", [1, 2, 3]);
        string link = Path.Combine(_scratch.Folder, "link");
        File.CreateSymbolicLink(link, file);

        Assert.That(RegularFile.Read(file), Is.EqualTo([1, 2, 3]));
        Assert.That(RegularFile.Read(link), Is.EqualTo([1, 2, 3]));
        Assert.That(RegularFile.Read(_scratch.Write("empty", [])), Is.Empty);
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [CancelAfter(120_000)]
    public void A_pipe_that_nobody_writes_to_is_no_file()
    {
        string pipe = Path.Combine(_scratch.Folder, "pipe");
        using (Process made = Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        Expect.Error(() => RegularFile.Read(pipe), pipe, "is a pipe or a device");
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void A_device_gives_no_endless_bytes_through_a_link_either()
    {
        string link = Path.Combine(_scratch.Folder, "zero");
        File.CreateSymbolicLink(link, "/dev/zero");

        Expect.Error(() => RegularFile.Read("/dev/zero"), "is a pipe or a device");
        Expect.Error(() => RegularFile.Open(link), link, "is a pipe or a device");
        Assert.That(RegularFile.Read("/dev/null"), Is.Empty);
    }

    [Test]
    public void What_is_no_file_is_told_in_words()
    {
        Expect.Error(() => RegularFile.Read(_scratch.Folder), "is a folder, not a file");
        Expect.Error(() => RegularFile.Read(Path.Combine(_scratch.Folder, "none")), "does not exist");
        Expect.Error(() => RegularFile.Read("a\0b"), "NUL");
        Expect.Error(() => RegularFile.Read(new string('a', 5000)), "cannot be read");
        Expect.Error(() => RegularFile.Read(_scratch.Write("a", [1, 2, 3]), most: 2), "has 3 bytes; at most 2");
    }
}
