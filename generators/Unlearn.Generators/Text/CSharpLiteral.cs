using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Unlearn.Generators.Text;

/// <summary>C# expressions for values: the only way by which manifest text reaches generated code.</summary>
internal static class CSharpLiteral
{
    /// <summary>A string literal on one line. Whatever is not plainly visible is escaped, lone surrogates included.</summary>
    public static string Text(string text)
    {
        StringBuilder literal = new("\"", text.Length + 2);
        foreach (char c in text)
        {
            literal.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ when IsPlain(c) => c.ToString(),
                    _ => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                }
            );
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A double literal that reads back as the same number.</summary>
    public static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E']) >= 0 ? text : text + ".0";
    }

    /// <summary>An identifier, escaped where it is a keyword.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static bool IsPlain(char c) => c is >= ' ' and <= '~' || (c > '~' && char.IsLetterOrDigit(c));
}
