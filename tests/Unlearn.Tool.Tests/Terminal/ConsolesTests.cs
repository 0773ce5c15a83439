using Spectre.Console;
using Unlearn.Tool.Terminal;
using Capabilities = Unlearn.Tool.Terminal.Capabilities;

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

    [Test]
    public void No_text_commands_a_terminal()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        Consoles consoles = Redirected(output, error);
        const string Cell = "\u001b[31mred\u0007 \u009b2J\u202eback";
        const string Shown = @"\u001b[31mred\u0007 \u009b2J\u202eback";

        consoles.WriteError(Cell);
        consoles.WriteWarning(Cell);
        consoles.Error.WriteLine(Cell);
        consoles.Output.WriteLine(Cell);
        consoles.Output.Write((object)Cell);
        consoles.Results.Write(new Table().AddColumn("name").AddRow(new Text(Cell)));
        consoles.Log.WriteLine(Cell);

        Assert.That($"{output}{error}".Where(static c => char.IsControl(c) && c != '\n'), Is.Empty);
        Assert.That($"{output}{error}".Split(Shown), Has.Length.EqualTo(8));
    }

    [Test]
    public void An_error_is_one_line_whatever_names_hold()
    {
        var error = new StringWriter();

        Redirected(new StringWriter(), error).WriteError("a\nerror: b\tc");

        Assert.That(error.ToString().TrimEnd(), Is.EqualTo(@"error: a\nerror: b\tc"));
    }

    [Test]
    public void Colours_of_the_console_itself_stay()
    {
        var error = new StringWriter();
        var terminal = new Consoles(
            new Capabilities
            {
                ResultsOnTerminal = true,
                LogOnTerminal = true,
                Colour = true,
                Live = true,
            },
            new StringWriter(),
            error
        );

        terminal.WriteError("\u001b[32mgreen");

        Assert.That(error.ToString(), Does.StartWith("\u001b[").And.Contain(@"\u001b[32mgreen"));
    }

    [Test]
    public void Redirected_tables_have_no_blanks_at_the_ends_of_lines()
    {
        var output = new StringWriter();

        Redirected(output, new StringWriter())
            .Results.Write(
                new Table().Border(TableBorder.None).AddColumns("a", "b").AddRow("x y", "z").AddRow("long", "w")
            );

        Assert.That(output.ToString().Split('\n'), Has.None.EndsWith(" "));
        Assert.That(output.ToString(), Does.Contain("x y").And.Contain("z"));
    }

    internal static Consoles Redirected(TextWriter output, TextWriter error) =>
        new(Capabilities.Detect(static _ => null, resultsRedirected: true, logRedirected: true), output, error);
}
