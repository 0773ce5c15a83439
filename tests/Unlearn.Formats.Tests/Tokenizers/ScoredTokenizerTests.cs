using System.Text;
using Unlearn.Core;
using Unlearn.Formats.Tokenizers;

namespace Unlearn.Formats.Tests.Tokenizers;

/// <summary>A small file by hand, and the real one where it is there.</summary>
[TestFixture]
public sealed class ScoredTokenizerTests
{
    private readonly Scratch _scratch = new();

    [OneTimeTearDown]
    public void Delete() => _scratch.Dispose();

    [Test]
    public void Neighbours_with_the_highest_joint_score_are_merged_and_the_leftmost_of_equals()
    {
        Tokenizer tokenizer = Open((" ", 0), ("a", 0), ("b", 0), ("ab", -2), ("ba", -1), ("aa", -3), ("\n", 0));
        using (Assert.EnterMultipleScope())
        {
            // " aba": ba (score -1) before ab (score -2).
            Assert.That(tokenizer.Encode("aba"), Is.EqualTo(new[] { 259, 260, 263 }));
            Assert.That(tokenizer.Encode("aaa"), Is.EqualTo(new[] { 259, 264, 260 }));
            Assert.That(tokenizer.Encode("\u00e9"), Is.EqualTo(new[] { 259, 0xc3 + 3, 0xa9 + 3 }));
            Assert.That(tokenizer.Encode(""), Is.Empty);
            Assert.That(tokenizer.Decode([1, 259, 260, 0xc3 + 3, 0xa9 + 3, 2]), Is.EqualTo("a\u00e9"));
            Assert.That((tokenizer.Size, tokenizer.Begin, tokenizer.End), Is.EqualTo((266, (int?)1, (int?)2)));
        }
    }

    [Test]
    public void Damaged_files_are_errors_for_people()
    {
        byte[] whole = Content((" ", 0), ("a", 0));
        using (Assert.EnterMultipleScope())
        {
            foreach (int length in (int[])[0, 3, 4, 11, 100, whole.Length - 1])
            {
                Assert.That(
                    () => TokenizerFile.Open(_scratch.Write("cut.bin", whole[..length])),
                    Throws.TypeOf<InputException>(),
                    $"{length}"
                );
            }

            byte[] flood = [.. whole];
            BitConverter.TryWriteBytes(flood.AsSpan(8), int.MaxValue);
            Assert.That(() => TokenizerFile.Open(_scratch.Write("flood.bin", flood)), Throws.TypeOf<InputException>());
            Assert.That(
                () => TokenizerFile.Open(_scratch.Write("x.model", "")),
                Throws.TypeOf<InputException>().With.Message.Contains("SentencePiece")
            );
            Assert.That(
                () => TokenizerFile.Open(Path.Combine(_scratch.Folder, "none.bin")),
                Throws.TypeOf<InputException>()
            );
        }
    }

    [Test]
    public void The_real_file_gives_the_ids_of_the_original_program()
    {
        Tokenizer tokenizer = TokenizerFile.Open(SharedData.Path("data", "stories260K", "tok512.bin"));
        string prompt = File.ReadAllText(SharedData.Path("data", "stories260K", "reference-prompt.txt")).TrimEnd('\n');
        int[] ids =
        [
            .. File.ReadLines(SharedData.Path("data", "stories260K", "reference-nll.csv"))
                .Skip(1)
                .Select(static line => int.Parse(line.Split(',')[1])),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokenizer.Size, Is.EqualTo(512));
            Assert.That(tokenizer.Encode(prompt), Is.EqualTo(ids));
        }
    }

    private Tokenizer Open(params (string Piece, float Score)[] pieces) =>
        TokenizerFile.Open(_scratch.Write("small.bin", Content(pieces)));

    private static byte[] Content(params (string Piece, float Score)[] pieces)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(7);
        IEnumerable<(string, float)> first = [("<unk>", 0), ("\n<s>\n", 0), ("\n</s>\n", 0)];
        IEnumerable<(string, float)> bytes = Enumerable.Range(0, 256).Select(static value => ($"<0x{value:X2}>", 0f));
        foreach ((string piece, float score) in first.Concat(bytes).Concat(pieces))
        {
            writer.Write(score);
            writer.Write(Encoding.UTF8.GetByteCount(piece));
            writer.Write(Encoding.UTF8.GetBytes(piece));
        }

        return stream.ToArray();
    }
}
