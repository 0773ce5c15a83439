using Unlearn.Core;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Tests.Terminal;

public sealed class AmountsTests
{
    [TestCase(0, "0 B")]
    [TestCase(999, "999 B")]
    [TestCase(1500, "1.5 kB")]
    [TestCase(2_000_000_000, "2.0 GB")]
    public void Sizes_have_a_decimal_unit(long bytes, string text) =>
        Assert.That(Amounts.Size(bytes), Is.EqualTo(text));

    [TestCase("1000", 1000)]
    [TestCase("2GB", 2_000_000_000)]
    [TestCase("1.5 kb", 1500)]
    public void Sizes_are_read(string text, long bytes) => Assert.That(Amounts.ReadSize(text), Is.EqualTo(bytes));

    [TestCase("30d", 30 * 24 * 3600)]
    [TestCase("1.5h", 5400)]
    [TestCase("10 s", 10)]
    public void Times_are_read(string text, double seconds) =>
        Assert.That(Amounts.ReadTime(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("much")]
    [TestCase("-1GB")]
    [TestCase("1.2.3MB")]
    [TestCase("")]
    public void What_is_no_amount_is_refused(string text)
    {
        Assert.That(() => Amounts.ReadSize(text), Throws.TypeOf<InputException>());
        Assert.That(() => Amounts.ReadTime(text), Throws.TypeOf<InputException>());
    }
}
