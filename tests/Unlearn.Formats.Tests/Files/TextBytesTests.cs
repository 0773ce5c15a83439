using System.Text;
using Unlearn.Formats.Files;

namespace Unlearn.Formats.Tests.Files;

public sealed class TextBytesTests
{
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(true),
        new UnicodeEncoding(false, true),
        new UnicodeEncoding(true, true),
        new UTF32Encoding(false, true),
        new UTF32Encoding(true, true),
    ];

    [TestCaseSource(nameof(Marked))]
    public void A_mark_at_the_beginning_decides(Encoding encoding)
    {
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("a,é,漢\n1")];

        Assert.That(TextBytes.Decode(bytes, null, "a.csv"), Is.EqualTo("a,é,漢\n1"));
        Assert.That(Encoding.UTF8.GetString(TextBytes.ToUtf8(bytes, "a.json").Span), Is.EqualTo("a,é,漢\n1"));
    }

    [TestCase(null, "save the file as UTF-8")]
    [TestCase("utf-8", "`encoding: windows-1252`")]
    [TestCase("us-ascii", "another `encoding` than us-ascii")]
    public void Advice_names_an_option_where_there_is_one(string? declared, string advice)
    {
        Expect.Error(
            () => TextBytes.Decode([(byte)'a', (byte)'\n', 0xe9], declared, "a.csv"),
            "a.csv(2): column 1: the byte e9",
            advice
        );
    }
}
