using System.Text;

namespace Unlearn.Generators.Emission;

/// <summary>Writes indented lines with <c>\n</c> endings.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();

    public int Indentation { get; set; }

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', Indentation * 4).Append(line);
        }

        _text.Append('\n');
    }

    public void Open(string bracket)
    {
        Line(bracket);
        Indentation++;
    }

    public void Close(string bracket)
    {
        Indentation--;
        Line(bracket);
    }

    public override string ToString() => _text.ToString();
}
