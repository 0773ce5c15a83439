using Microsoft.Playwright;

namespace Unlearn.Browser.Tests;

/// <summary>The system's Chromium, driven by Playwright; nothing is downloaded. Tests are skipped where there is none.</summary>
[SetUpFixture]
public sealed class Browser
{
    private static readonly string? Executable = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(static folder =>
            new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))
        )
        .FirstOrDefault(File.Exists);

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    /// <summary>The browser.</summary>
    public static IBrowser Instance => _browser!;

    [OneTimeSetUp]
    public async Task Start()
    {
        if (Executable is null)
        {
            Assert.Ignore("There is no Chromium here: `apt-get install chromium` brings one.");
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox"] }
        );
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
