using System.Text;

namespace Unlearn.Tool.Terminal;

/// <summary>Leaves out blanks at the ends of lines: tables pad their cells, which serves a terminal and nobody who reads a file.</summary>
/// <param name="inner">Where it goes.</param>
internal sealed class TrimmedWriter(TextWriter inner) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _blanks = new();

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _blanks.Append(value);
            return;
        }

        if (value is not ('\r' or '\n'))
        {
            inner.Write(_blanks.ToString());
        }

        _blanks.Clear();
        inner.Write(value);
    }

    public override void Write(string? value)
    {
        // In one piece, so that lines of several threads do not mix.
        var text = new StringBuilder();
        foreach (char c in value ?? "")
        {
            if (c == ' ')
            {
                _blanks.Append(c);
                continue;
            }

            text.Append(c is '\r' or '\n' ? "" : _blanks.ToString()).Append(c);
            _blanks.Clear();
        }

        inner.Write(text.ToString());
    }

    public override void Flush() => inner.Flush();
}
