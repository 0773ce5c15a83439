using YamlDotNet.Core;

namespace Unlearn.Generators.Yaml;

/// <summary>What is wrong with text that is no YAML, in words that say what to do. The parser's own words speak of its grammar.</summary>
internal static class YamlProblem
{
    private const string NotClosed = "A list or map that begins here or before is not closed";
    private const string Tab = "A tab indents this line; use blanks";

    /// <summary>Parts of the parser's messages, the more special first.</summary>
    private static readonly (string Part, string Words)[] Known =
    [
        ("',' or ']'", "The list that begins with [ is not closed, or a comma is missing before this"),
        ("',' or '}'", "The map that begins with { is not closed, or a comma is missing before this"),
        (
            "multiline plain scalar, found invalid",
            "The line before this one has no ': ', or this one is indented too far"
        ),
        (
            "found invalid mapping",
            "A second ': ' stands in this value, or this line is indented too far; a text with ': ' needs quotes"
        ),
        ("end of stream", "The text in quotes that begins here does not end"),
        (
            "expected key",
            "This is no 'key: value' of the map that it stands in; compare its indentation with the lines before"
        ),
        (
            "expected '-'",
            "This is no '- item' of the list that it stands in; compare its indentation with the lines before"
        ),
        (
            "<document",
            "This does not belong to what stands before it; compare its indentation, and look for a bracket too many"
        ),
        ("cannot start any token", "No value begins with this character; put the text in quotes"),
        ("anchor or alias", "A text that begins with & or * needs quotes"),
        ("scanning a tag", "A text that begins with ! needs quotes"),
        ("escape character", @"Double quotes know no such escape; write \\ for a backslash, or use single quotes"),
        ("hexadecimal", @"Hexadecimal digits must follow \x, \u and \U"),
        ("block scalar", "Nothing but a comment may follow | or > on its line"),
        ("node content", "A value is missing here"),
        ("not allowed in this context", "No value of this form can begin here; give it lines of its own, or quotes"),
    ];

    /// <summary>The place and the words.</summary>
    /// <param name="problem">What the parser threw.</param>
    /// <param name="text">The manifest.</param>
    /// <param name="reached">How far the parser came, where the exception does not say.</param>
    public static (int At, string Words) Explain(Exception problem, string text, Mark reached)
    {
        if (problem is not YamlException yaml)
        {
            return ((int)reached.Index, NotClosed);
        }

        if (
            yaml.Message.Contains(" tab ")
            || yaml.Message.Contains(" tab.")
            || yaml.Message.Contains("invalid mapping")
        )
        {
            // The parser notices a tab when it reads on, and names the line before or the one after.
            int tab = TabBetween(text, (int)yaml.Start.Index, (int)yaml.End.Index);
            if (tab >= 0)
            {
                return (tab, Tab);
            }
        }

        if (Known.FirstOrDefault(known => yaml.Message.Contains(known.Part)).Words is { } words)
        {
            return ((int)yaml.Start.Index, words);
        }

        // Behind a key without a value the parser says nothing of the tab, and no place.
        int first = TabBetween(text, 0, text.Length);
        return first >= 0 ? (first, Tab) : ((int)yaml.Start.Index, "This is no YAML");
    }

    /// <summary>The first tab that indents a line, from the line of one place to the line after another; -1 where there is none.</summary>
    private static int TabBetween(string text, int start, int end)
    {
        int line = start == 0 ? 0 : text.LastIndexOf('\n', Math.Min(start, text.Length) - 1) + 1;
        int last = text.IndexOf('\n', Math.Min(end, text.Length));
        while (line < text.Length && (last < 0 || line <= last + 1))
        {
            int at = line;
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            if (at < text.Length && text[at] == '\t')
            {
                return at;
            }

            int next = text.IndexOf('\n', line);
            if (next < 0)
            {
                return -1;
            }

            line = next + 1;
        }

        return -1;
    }
}
