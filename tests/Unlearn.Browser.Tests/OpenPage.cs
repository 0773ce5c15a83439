using Microsoft.Playwright;

namespace Unlearn.Browser.Tests;

/// <summary>A page of ours in a window of its own, and what went wrong in it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _file;
    private readonly List<string> _requests = [];
    private readonly List<string> _errors = [];

    private OpenPage(IBrowserContext context, IPage page, string file)
    {
        _context = context;
        _file = file;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _errors.Add(error);
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of its console.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What it asked for beside itself.</summary>
    public IEnumerable<string> Requests => _requests.Skip(1);

    /// <summary>Opens a page.</summary>
    /// <param name="html">Its text.</param>
    /// <param name="width">Width of the window.</param>
    /// <param name="dark">Whether the reader wants dark pages.</param>
    /// <param name="script">Whether scripts run.</param>
    public static async Task<OpenPage> Of(string html, int width, bool dark, bool script = true)
    {
        string file = Path.Combine(Path.GetTempPath(), $"unlearn-page-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        IBrowserContext context = await Browser.Instance.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = script,
            }
        );
        var opened = new OpenPage(context, await context.NewPageAsync(), file);
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        File.Delete(_file);
    }
}
