using System.Text;
using Unlearn.Verification;

namespace Unlearn.Tool.Terminal;

/// <summary>
/// A writer whose text cannot command a terminal (<see cref="VisibleText"/>), whatever names and cells it holds. Escapes are valid inside
/// JSON texts and mean the same character there.
/// </summary>
/// <param name="inner">Where it goes.</param>
internal sealed class VisibleWriter(TextWriter inner) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value) => inner.Write(VisibleText.Escape(value ?? ""));

    public override void WriteLine(string? value)
    {
        // One call for a line, so that lines of several threads do not mix. The line's own end is none of the text.
        inner.WriteLine(VisibleText.Escape(value ?? ""));
    }

    public override void WriteLine() => inner.WriteLine();

    public override void Flush() => inner.Flush();
}
