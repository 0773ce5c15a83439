using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Unlearn.Reporting.Certificates;
using Unlearn.Reporting.Html;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Certificates;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Browser.Tests;

/// <summary>The pages as readers have them: no fault, no request, for keys and ears too, on a phone and at a desk, in light and dark.</summary>
public sealed class PageTests
{
    private const int Phone = 390;
    private const int Desk = 1280;
    private const int Paper = 720;

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["report"] = HtmlReport.Render(MockResults.Model()),
        ["certificate"] = CertificatePage.Render(MockCertificate.Of()),
        ["index"] = RunIndex.Render(
            "runs",
            [
                new IndexedRun(
                    "first",
                    DateTimeOffset.UnixEpoch,
                    "completed",
                    MockResults.Results(),
                    new string('a', 64),
                    HasPage: true
                ),
                new IndexedRun("second", null, "running, or killed", null, null, HasPage: false),
            ]
        ),
    };

    [Test]
    public async Task Axe_finds_nothing(
        [Values("report", "certificate", "index")] string name,
        [Values(Phone, Desk)] int width,
        [Values] bool dark
    )
    {
        await using OpenPage opened = await OpenPage.Of(Pages[name], width, dark);

        // What is folded away is read too.
        await opened.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
        AxeResult result = await opened.Page.RunAxe();
        Assert.That(
            result.Violations.Select(static found =>
                $"{found.Id}: {found.Help}: {string.Join(" | ", found.Nodes.Take(3).Select(static node => node.Html))}"
            ),
            Is.Empty
        );
    }

    [Test]
    public async Task Nothing_goes_wrong_and_nothing_is_asked_for(
        [Values("report", "certificate", "index")] string name,
        [Values(Phone, Desk)] int width
    )
    {
        await using OpenPage opened = await OpenPage.Of(Pages[name], width, dark: false);
        Assert.Multiple(() =>
        {
            Assert.That(opened.Errors, Is.Empty);
            Assert.That(opened.Requests, Is.Empty);
        });
    }

    [Test]
    public async Task The_page_itself_never_scrolls_sideways(
        [Values("report", "certificate", "index")] string name,
        [Values(Phone, Desk)] int width
    )
    {
        await using OpenPage opened = await OpenPage.Of(Pages[name], width, dark: false);
        int wide = await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.That(wide, Is.LessThanOrEqualTo(width));
    }

    [Test]
    public async Task Keys_sort_a_column_up_down_and_back()
    {
        await using OpenPage opened = await OpenPage.Of(Pages["report"], Desk, dark: false);
        ILocator table = opened.Page.Locator("#setting-1 table.main");
        ILocator button = table.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Forget" });
        double[] first = await Values(table);
        await button.FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");
        double[] up = await Values(table);
        string? sorted = await table.Locator("th:has(button:focus)").GetAttributeAsync("aria-sort");
        await opened.Page.Keyboard.PressAsync("Enter");
        double[] down = await Values(table);
        await opened.Page.Keyboard.PressAsync("Enter");
        double[] back = await Values(table);

        Assert.Multiple(() =>
        {
            Assert.That(sorted, Is.EqualTo("ascending"));
            Assert.That(up, Is.EqualTo(first.Order()));
            Assert.That(down, Is.EqualTo(first.OrderDescending()));
            Assert.That(back, Is.EqualTo(first));
        });

        static async Task<double[]> Values(ILocator table) =>
            await table.EvaluateAsync<double[]>(
                "table => [...table.tBodies[0].rows].map(row => parseFloat(row.cells[3].querySelector('b').textContent))"
            );
    }

    [Test]
    public async Task A_filter_leaves_the_rows_that_hold_a_word_and_says_how_many()
    {
        await using OpenPage opened = await OpenPage.Of(Pages["report"], Desk, dark: false);
        ILocator section = opened.Page.Locator("#answer");
        await section.GetByRole(AriaRole.Searchbox).FillAsync("sisa-20");
        int shown = await section.Locator("tbody tr:visible").CountAsync();
        string said = await opened.Page.GetByRole(AriaRole.Status).TextContentAsync() ?? "";
        Assert.That(shown, Is.EqualTo(2), "a row of each setting");
        Assert.That(said, Does.StartWith("2 of "));
    }

    [Test]
    public async Task Without_scripts_the_page_lacks_controls_and_nothing_else()
    {
        await using OpenPage with = await OpenPage.Of(Pages["report"], Desk, dark: false);
        await using OpenPage without = await OpenPage.Of(Pages["report"], Desk, dark: false, script: false);
        Assert.Multiple(async () =>
        {
            Assert.That(await without.Page.Locator("button, input").CountAsync(), Is.Zero);
            Assert.That(
                await without.Page.Locator("td, th, p, li, svg").CountAsync(),
                Is.EqualTo(await with.Page.Locator("td, th, p:not(.spoken), li, svg").CountAsync())
            );
        });
    }

    [Test]
    public async Task Paper_shows_what_is_folded_away()
    {
        await using OpenPage opened = await OpenPage.Of(Pages["report"], Desk, dark: false);
        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        float height = await opened.Page.EvaluateAsync<float>(
            "() => document.querySelector('table.trials').getBoundingClientRect().height"
        );
        Assert.That(height, Is.GreaterThan(100));
    }

    [Test]
    public async Task Paper_has_room_for_every_column()
    {
        await using OpenPage opened = await OpenPage.Of(Pages["report"], Paper, dark: false);
        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await opened.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
        double right = await opened.Page.EvaluateAsync<double>(
            "() => Math.max(...[...document.querySelectorAll('th, td')].map(cell => cell.getBoundingClientRect().right))"
        );
        string said = await opened.Page.EvaluateAsync<string>(
            "() => getComputedStyle(document.querySelector('table.trials td:not(.none) b').parentElement, '::before').content"
        );
        Assert.Multiple(() =>
        {
            Assert.That(right, Is.LessThanOrEqualTo(Paper));
            Assert.That(said, Does.Contain("accuracy"), "cells say what they are, since their columns' heads are gone");
        });
    }
}
