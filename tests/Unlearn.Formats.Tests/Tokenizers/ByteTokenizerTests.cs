using Unlearn.Formats.Tokenizers;

namespace Unlearn.Formats.Tests.Tokenizers;

[TestFixture]
public sealed class ByteTokenizerTests
{
    private static readonly Tokenizer Bytes = TokenizerFile.Open("bytes");

    [Test]
    public void Each_byte_of_UTF8_is_a_token()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Bytes.Encode("Aé"), Is.EqualTo(new[] { 0x41, 0xc3, 0xa9 }));
            Assert.That((Bytes.Size, Bytes.Begin, Bytes.End), Is.EqualTo((258, (int?)256, (int?)257)));
            Assert.That(Bytes.Decode([256, 0x41, 0xc3, 0xa9, 257]), Is.EqualTo("Aé"));
            Assert.That(Bytes.Decode([256, 0x41, 257], special: true), Is.EqualTo("<begin>A<end>"));
            Assert.That(Bytes.Decode([0xc3]), Is.EqualTo("\ufffd"));
        }
    }
}
