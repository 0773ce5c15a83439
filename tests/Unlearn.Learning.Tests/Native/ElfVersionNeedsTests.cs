using System.Buffers.Binary;
using System.Text;
using Unlearn.Learning.Native;

namespace Unlearn.Learning.Tests.Native;

[TestFixture]
public sealed class ElfVersionNeedsTests
{
    private const int Entry = 16;
    private const int FirstEntry = 64 + Entry;

    [Test]
    public void Retargeting_copies_hash_and_name_and_nothing_else()
    {
        byte[] image = Image("OLD_1", "NEW_2", "OTHER_3");
        byte[] before = [.. image];

        Assert.That(ElfVersionNeeds.Retarget(image, "NEW_2"u8, "OLD_1"u8), Is.True);
        byte[] expected = [.. before];
        before.AsSpan(FirstEntry, 4).CopyTo(expected.AsSpan(FirstEntry + Entry));
        before.AsSpan(FirstEntry + 8, 4).CopyTo(expected.AsSpan(FirstEntry + Entry + 8));
        Assert.That(image, Is.EqualTo(expected));
    }

    [Test]
    public void After_retargeting_the_newer_version_is_no_longer_required()
    {
        byte[] image = Image("OLD_1", "NEW_2");
        ElfVersionNeeds.Retarget(image, "NEW_2"u8, "OLD_1"u8);
        Assert.That(ElfVersionNeeds.Retarget(image, "NEW_2"u8, "OLD_1"u8), Is.False);
    }

    [TestCase("OLD_1", "ABSENT")]
    [TestCase("ABSENT", "OLD_1")]
    [TestCase("NEW", "OLD_1")]
    public void An_image_without_both_versions_stays_as_it_is(string from, string to)
    {
        byte[] image = Image("OLD_1", "NEW_2");
        byte[] before = [.. image];
        Assert.That(
            ElfVersionNeeds.Retarget(image, Encoding.ASCII.GetBytes(from), Encoding.ASCII.GetBytes(to)),
            Is.False
        );
        Assert.That(image, Is.EqualTo(before));
    }

    [TestCase(0)]
    [TestCase(63)]
    [TestCase(200)]
    public void What_is_no_elf_image_stays_as_it_is(int length)
    {
        byte[] image = Enumerable.Repeat((byte)7, length).ToArray();
        Assert.That(ElfVersionNeeds.Retarget(image, "A"u8, "B"u8), Is.False);
        Assert.That(image, Is.All.EqualTo((byte)7));
    }

    /// <summary>A 64-bit little-endian ELF image of a header, one needed file with these versions, their names, and three section headers.</summary>
    private static byte[] Image(params string[] versions)
    {
        const int Header = 64;
        int strings = Header + Entry + (Entry * versions.Length);
        byte[] names = Encoding.ASCII.GetBytes("\0" + string.Join('\0', versions) + "\0");
        int sections = strings + names.Length;
        var image = new byte[sections + (3 * 64)];
        Encoding.ASCII.GetBytes("\u007fELF\u0002\u0001").CopyTo(image, 0);
        Write64(0x28, sections);
        Write16(0x3A, 64);
        Write16(0x3C, 3);

        Write16(Header, 1); // version of the structure
        Write16(Header + 2, versions.Length);
        Write32(Header + 8, Entry); // to the first entry
        int name = 1;
        for (int i = 0; i < versions.Length; i++)
        {
            int at = Header + Entry + (i * Entry);
            Write32(at, 1000 + i); // hash
            Write16(at + 4, 7); // flags
            Write16(at + 6, 20 + i); // version number
            Write32(at + 8, name);
            Write32(at + 12, i + 1 < versions.Length ? Entry : 0);
            name += versions[i].Length + 1;
        }

        names.CopyTo(image, strings);
        Write64(sections + 64 + 0x18, strings); // section 1: the names
        Write32(sections + 128 + 4, 0x6FFFFFFE); // section 2: the needs, linked to section 1
        Write64(sections + 128 + 0x18, Header);
        Write32(sections + 128 + 0x28, 1);
        return image;

        void Write16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), (ushort)value);
        void Write32(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at), value);
        void Write64(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(image.AsSpan(at), value);
    }
}
