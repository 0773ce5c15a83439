using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Tests.Terminal;

public sealed class CapabilitiesTests
{
    [Test]
    public void A_terminal_gets_colour_and_moving_displays() =>
        Assert.That(Detect([]), Is.EqualTo((Colour: true, Live: true)));

    [TestCase("NO_COLOR", "1", false, true)]
    [TestCase("NO_COLOR", "", true, true)]
    [TestCase("CI", "true", true, false)]
    [TestCase("CI", "false", true, true)]
    [TestCase("TERM", "dumb", false, false)]
    [TestCase("TERM", "xterm", true, true)]
    public void Variables_take_them_away(string name, string value, bool colour, bool live) =>
        Assert.That(Detect(new() { [name] = value }), Is.EqualTo((colour, live)));

    [Test]
    public void A_redirected_log_does_not_move()
    {
        Capabilities redirected = Capabilities.Detect(static _ => null, resultsRedirected: false, logRedirected: true);

        Assert.That((redirected.Live, redirected.ResultsOnTerminal), Is.EqualTo((false, true)));
    }

    private static (bool Colour, bool Live) Detect(Dictionary<string, string> variables)
    {
        Capabilities found = Capabilities.Detect(
            variables.GetValueOrDefault,
            resultsRedirected: false,
            logRedirected: false
        );
        return (found.Colour, found.Live);
    }
}
