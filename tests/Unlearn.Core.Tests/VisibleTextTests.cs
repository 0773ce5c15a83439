namespace Unlearn.Core.Tests;

public sealed class VisibleTextTests
{
    [TestCase("plain, größer 日本 😀\ttab\nline\r\n", "plain, größer 日本 😀\ttab\nline\r\n")]
    [TestCase("\u001b[31m", @"\u001b[31m")]
    [TestCase("\u001b]0;title\u0007", @"\u001b]0;title\u0007")]
    [TestCase("\u009b2J\u007f", @"\u009b2J\u007f")]
    [TestCase("safe\rerror", @"safe\u000derror")]
    [TestCase("a\0b", @"a\u0000b")]
    [TestCase("\u202egnp.exe", @"\u202egnp.exe")]
    [TestCase("a\u2028b", @"a\u2028b")]
    public void What_commands_a_terminal_is_written_out(string text, string shown) =>
        Assert.That(VisibleText.Escape(text), Is.EqualTo(shown));

    [Test]
    public void A_line_stays_one_line() =>
        Assert.That(VisibleText.EscapeLine("a\r\nb\nc\td"), Is.EqualTo(@"a\nb\nc\td"));

    // Metadata of an attribute cannot hold half of a surrogate pair.
    [Test]
    public void Half_of_a_surrogate_pair_is_written_out() =>
        Assert.That(VisibleText.Escape($"{(char)0xd800}x"), Is.EqualTo(@"\ud800x"));
}
