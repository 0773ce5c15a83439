using HtmlText = Unlearn.Reporting.Html.Html;

namespace Unlearn.Reporting.Tests.Html;

public class HtmlTests
{
    [Test]
    public void Holes_are_escaped_and_markup_is_not()
    {
        const string hostile = "<b a=\"1\" c='2'>&";
        HtmlText markup = HtmlText.Of($"<i title=\"{hostile}\">{HtmlText.Of($"<u>{hostile}</u>")}</i>");
        Assert.That(
            markup.Text,
            Is.EqualTo(
                "<i title=\"&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\"><u>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</u></i>"
            )
        );
    }

    [Test]
    public void Sequences_of_markup_are_joined() =>
        Assert.That(
            HtmlText.Of($"<ul>{new[] { "a", "<" }.Select(static text => HtmlText.Of($"<li>{text}</li>"))}</ul>").Text,
            Is.EqualTo("<ul><li>a</li><li>&lt;</li></ul>")
        );

    [Test]
    public void Control_characters_become_visible() =>
        Assert.That(HtmlText.Escape("a\u0000b\u001bc\nd"), Is.EqualTo("a\uFFFDb\uFFFDc\nd"));

    [Test]
    public void Numbers_do_not_depend_on_the_culture() =>
        Assert.That(HtmlText.Of($"{1234.5:0.0}").Text, Is.EqualTo("1234.5"));
}
