using System.Globalization;
using System.Text;

namespace Unlearn.Generators.Schema;

/// <summary>Writes indented JSON. (A JSON library would have to travel with the generator.)</summary>
internal sealed class JsonWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isEmpty = true;

    public void Object(Action content) => Nest('{', '}', content);

    public void Object(string name, Action content)
    {
        Name(name);
        Nest('{', '}', content);
    }

    public void Array(string name, IEnumerable<Action> items)
    {
        Name(name);
        Nest(
            '[',
            ']',
            () =>
            {
                foreach (Action item in items)
                {
                    Separate();
                    item();
                }
            }
        );
    }

    public void Text(string name, string value)
    {
        Name(name);
        _text.Append(Quote(value));
    }

    public void Texts(string name, IEnumerable<string> values)
    {
        Name(name);
        _text.Append('[').Append(string.Join(", ", values.Select(Quote))).Append(']');
    }

    public void Number(string name, double value)
    {
        Name(name);
        _text.Append(value.ToString("R", CultureInfo.InvariantCulture));
    }

    public void Truth(string name, bool value)
    {
        Name(name);
        _text.Append(value ? "true" : "false");
    }

    public override string ToString() => _text + "\n";

    private void Nest(char open, char close, Action content)
    {
        _text.Append(open);
        _depth++;
        _isEmpty = true;
        content();
        _depth--;
        if (!_isEmpty)
        {
            NewLine();
        }

        _isEmpty = false;
        _text.Append(close);
    }

    private void Name(string name)
    {
        Separate();
        _text.Append(Quote(name)).Append(": ");
    }

    private void Separate()
    {
        if (!_isEmpty)
        {
            _text.Append(',');
        }

        _isEmpty = false;
        NewLine();
    }

    private void NewLine() => _text.Append('\n').Append(' ', _depth * 2);

    private static string Quote(string value)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in value)
        {
            quoted.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    < ' ' or '\u2028' or '\u2029' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                    _ => c.ToString(),
                }
            );
        }

        return quoted.Append('"').ToString();
    }
}
