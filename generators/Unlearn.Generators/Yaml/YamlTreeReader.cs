using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Unlearn.Generators.Yaml;

/// <summary>
/// Reads a manifest into a positioned tree from the parser's events. Duplicate keys, anchors, aliases and tags are
/// reported and passed over, so that the rest of the manifest is still checked.
/// </summary>
internal sealed class YamlTreeReader
{
    // Deep nesting serves nobody, costs the scanner quadratic time and would exhaust the stack.
    private const int DeepestNesting = 64;

    /// <summary>Characters of the longest manifest that is read; the longest that a person wrote has a hundredth of them.</summary>
    private const int LongestText = 1 << 20;

    /// <summary>Entries of the largest map: rules between components look at pairs of them.</summary>
    private const int LargestMap = 1000;

    private readonly SourceText _text;
    private readonly Parser _parser;
    private readonly List<DiagnosticInfo> _diagnostics = [];
    private readonly CancellationToken _cancellationToken;
    private int _depth;

    private YamlTreeReader(string text, CancellationToken cancellationToken)
    {
        _text = SourceText.From(text);
        _parser = new Parser(new StringReader(text));
        _cancellationToken = cancellationToken;
    }

    public static ManifestDocument Read(ManifestText source, CancellationToken cancellationToken)
    {
        if (source.Text is null)
        {
            return Broken(source, DiagnosticInfo.Create(DiagnosticDescriptors.YamlSyntax, default, "Cannot be read"));
        }

        if (source.Text.Length > LongestText)
        {
            return Broken(
                source,
                DiagnosticInfo.Create(
                    DiagnosticDescriptors.UnsupportedYaml,
                    default,
                    $"A manifest of {source.Text.Length.ToString(CultureInfo.InvariantCulture)} characters is",
                    "one has at most 1,048,576 (1 MB)"
                )
            );
        }

        YamlTreeReader reader = new(source.Text, cancellationToken);
        if (reader.FindForbiddenCharacter(source.Text) is { } forbidden)
        {
            return Broken(source, forbidden);
        }

        try
        {
            YamlNode? root = reader.ReadStream();
            return new(source, root, reader._diagnostics.ToEquatableArray());
        }
        catch (UnsupportedYamlException problem)
        {
            return Broken(source, problem.Diagnostic);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return Broken(source, reader.Explain(problem));
        }
    }

    private static ManifestDocument Broken(ManifestText source, DiagnosticInfo diagnostic) =>
        new(source, Root: null, [diagnostic]);

    private YamlNode? ReadStream()
    {
        Move();
        Expect<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            return new YamlScalar("", IsPlain: true, default);
        }

        Expect<DocumentStart>();
        YamlNode root = ReadNode();
        Expect<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
        {
            Report(DiagnosticDescriptors.UnsupportedYaml, Span(second), "A second document is", "use a file for each");
        }

        return root;
    }

    private YamlNode ReadNode()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (++_depth > DeepestNesting)
        {
            throw new UnsupportedYamlException(
                DiagnosticInfo.Create(
                    DiagnosticDescriptors.UnsupportedYaml,
                    Span(_parser.Current!),
                    $"Nesting deeper than {DeepestNesting.ToString(CultureInfo.InvariantCulture)} levels is",
                    "no option needs it"
                )
            );
        }

        YamlNode node = _parser.Current switch
        {
            AnchorAlias alias => ReadAlias(alias),
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadSequence(start),
            MappingStart start => ReadMapping(start),
            _ => throw new InvalidOperationException("Expected a value"),
        };
        _depth--;
        return node;
    }

    private YamlUnreadable ReadAlias(AnchorAlias alias)
    {
        Report(DiagnosticDescriptors.UnsupportedYaml, Span(alias), "Aliases (*) are", "repeat the value");
        Move();
        return new(Span(alias));
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        RefuseProperties(scalar);
        Move();
        return new(scalar.Value, scalar.Style == ScalarStyle.Plain, Span(scalar));
    }

    private YamlSequence ReadSequence(SequenceStart start)
    {
        RefuseProperties(start);
        Move();
        List<YamlNode> items = [];
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode());
        }

        Mark end = _parser.Current.End;
        Move();
        return new(items.ToEquatableArray(), Span(start.Start, end));
    }

    private YamlMapping ReadMapping(MappingStart start)
    {
        RefuseProperties(start);
        Move();
        Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
        List<YamlEntry> ordered = [];
        while (_parser.Current is not MappingEnd)
        {
            if (ordered.Count == LargestMap)
            {
                throw new UnsupportedYamlException(
                    DiagnosticInfo.Create(
                        DiagnosticDescriptors.UnsupportedYaml,
                        Span(_parser.Current!),
                        $"A map of more than {LargestMap.ToString(CultureInfo.InvariantCulture)} entries is",
                        "no experiment needs it"
                    )
                );
            }

            YamlNode key = ReadNode();
            YamlNode value = ReadNode();
            if (key is not YamlScalar name)
            {
                if (key is not YamlUnreadable)
                {
                    Report(
                        DiagnosticDescriptors.UnsupportedYaml,
                        key.Span,
                        "A list or map as a key is",
                        "keys are plain names"
                    );
                }

                continue;
            }

            if (entries.TryGetValue(name.Text, out YamlEntry first))
            {
                string line = (first.Key.Span.StartLine + 1).ToString(CultureInfo.InvariantCulture);
                Report(DiagnosticDescriptors.DuplicateKey, name.Span, Display.Text(name.Text), line);
                continue;
            }

            YamlEntry entry = new(name, value);
            entries.Add(name.Text, entry);
            ordered.Add(entry);
        }

        Mark end = _parser.Current.End;
        Move();
        return new(ordered.ToEquatableArray(), Span(start.Start, end));
    }

    private void RefuseProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            Report(DiagnosticDescriptors.UnsupportedYaml, Span(node), "Anchors (&) are", "repeat the value");
        }

        if (!node.Tag.IsEmpty && node.Tag.Value != "?")
        {
            Report(
                DiagnosticDescriptors.UnsupportedYaml,
                Span(node),
                "Tags (!) are",
                "the option's type decides how a value is read"
            );
        }
    }

    private DiagnosticInfo? FindForbiddenCharacter(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if ((c < ' ' && c is not ('\t' or '\n' or '\r')) || c == '\x7f' || char.IsSurrogate(c))
            {
                string code = ((int)c).ToString("X4", CultureInfo.InvariantCulture);
                return DiagnosticInfo.Create(
                    DiagnosticDescriptors.YamlSyntax,
                    Span(at, at + 1),
                    $"The character U+{code} is not allowed in YAML"
                );
            }
        }

        return null;
    }

    private DiagnosticInfo Explain(Exception problem)
    {
        (int at, string words) = YamlProblem.Explain(problem, _text.ToString(), _parser.Current?.End ?? Mark.Empty);
        return DiagnosticInfo.Create(DiagnosticDescriptors.YamlSyntax, Span(at, at), words);
    }

    private void Expect<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is not T)
        {
            throw new InvalidOperationException("Unexpected event");
        }

        Move();
    }

    private void Move() => _parser.MoveNext();

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, YamlSpan span, params string[] words) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, span, words));

    private YamlSpan Span(ParsingEvent item) => Span(item.Start, item.End);

    private YamlSpan Span(Mark start, Mark end) => Span((int)start.Index, (int)end.Index);

    private YamlSpan Span(int start, int end)
    {
        int first = Math.Min(start, _text.Length);
        int last = Math.Min(Math.Max(end, first), _text.Length);
        LinePosition from = _text.Lines.GetLinePosition(first);
        LinePosition to = _text.Lines.GetLinePosition(last);
        return new(first, last - first, from.Line, from.Character, to.Line, to.Character);
    }

    private sealed class UnsupportedYamlException(DiagnosticInfo diagnostic) : Exception
    {
        public DiagnosticInfo Diagnostic { get; } = diagnostic;
    }
}
