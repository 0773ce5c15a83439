using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Tests.Terminal;

public sealed class ConsolesTests
{
    [Test]
    public void Errors_keep_their_brackets_and_stay_on_one_line_when_redirected()
    {
        var error = new StringWriter();
        Consoles consoles = Redirected(new StringWriter(), error);
        string message = $"[red] {new string('x', 300)} sisa[slices=4]";

        consoles.WriteError(message);

        Assert.That(error.ToString(), Is.EqualTo($"error: {message}{Environment.NewLine}"));
    }

    [Test]
    public void Warnings_go_to_standard_error()
    {
        var output = new StringWriter();
        var error = new StringWriter();

        Redirected(output, error).WriteWarning("careful");

        Assert.That((output.ToString(), error.ToString().TrimEnd()), Is.EqualTo(("", "warning: careful")));
    }

    internal static Consoles Redirected(TextWriter output, TextWriter error) =>
        new(Capabilities.Detect(static _ => null, resultsRedirected: true, logRedirected: true), output, error);
}
