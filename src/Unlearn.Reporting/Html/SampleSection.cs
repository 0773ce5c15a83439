using Unlearn.Engine.Results;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Html;

/// <summary>What models say of a few forgotten texts, side by side: the words that stand in the right answer are marked.</summary>
internal static class SampleSection
{
    /// <summary>Renders the samples of a setting; nothing where it has none.</summary>
    public static Html Render(SettingReport setting) =>
        setting.Curves?.Samples is { Count: > 0 } samples
            ? Html.Of(
                $"""
                <h3>What the models say</h3>
                <p class="reading">Forgotten texts, chosen by key. Each model of the first seed goes on from the prompt by the likeliest token each time; words of the right answer, in its order, are marked. Examples show what forgetting looks like; the figures above say how much of it there is.</p>
                <div class="samples">
                {samples.Select(sample => Sample(setting, sample))}</div>

                """
            )
            : Html.Empty;

    private static Html Sample(SettingReport setting, TextSample sample) =>
        Html.Of(
            $"""
            <figure class="sample">
            <figcaption>{sample.Prompt.Trim()}</figcaption>
            <dl>
            <div class="right"><dt>right answer</dt><dd>{sample.Right.Trim()}</dd></div>
            {sample.Answers.Select(answer => Answer(setting, sample.Right, answer))}</dl>
            </figure>

            """
        );

    private static Html Answer(SettingReport setting, string right, RowAnswer answer)
    {
        RowReport? row = setting.Rows.FirstOrDefault(one => one.Id == answer.Row);
        string name = row is { Role: RowRole.Method } ? "said" : "beside";
        return Html.Of(
            $"<div class=\"{name}\"><dt>{row?.Title ?? answer.Row}</dt><dd>{Marked(right, answer.Text)}{Drawn(answer)}</dd></div>\n"
        );
    }

    private static Html Drawn(RowAnswer answer) =>
        answer.Drawn is { Count: > 0 } drawn
            ? Html.Of(
                $"<p class=\"drawn\">taught to prefer: {Html.Join([.. drawn.Select(text => Html.Of($"<q>{text.Trim()}</q> "))])}</p>"
            )
            : Html.Empty;

    // Neighbours that are marked are marked together.
    private static Html Marked(string right, string text)
    {
        IReadOnlyList<(string Word, bool Shared)> words = SharedWords.Of(right, text);
        var pieces = new List<Html>();
        for (int start = 0, end; start < words.Count; start = end)
        {
            bool shared = words[start].Shared;
            end = start;
            while (end < words.Count && words[end].Shared == shared)
            {
                end++;
            }

            string piece = string.Join(' ', words.Skip(start).Take(end - start).Select(static word => word.Word));
            pieces.Add(shared ? Html.Of($"<mark>{piece}</mark>") : Html.Of($"{piece}"));
            if (end < words.Count)
            {
                pieces.Add(Html.Of($" "));
            }
        }

        return pieces.Count == 0 ? Html.Of($"<em>nothing</em>") : Html.Join(pieces);
    }
}
