using System.Text;

namespace Unlearn.Verification.Components;

/// <summary>
/// Names that manifests, keys, results and lists use, from names in C#: the one rule. The manifest compiler is built with this file
/// too.
/// </summary>
#if NETSTANDARD
internal
#else
public
#endif
static class ManifestNames
{
    /// <summary><c>LearningRate</c> becomes <c>learningRate</c>, <c>KLWeight</c> becomes <c>klWeight</c>.</summary>
    /// <param name="name">A name in Pascal case.</param>
    public static string Camel(string name)
    {
        char[] letters = name.ToCharArray();
        for (int at = 0; at < letters.Length && char.IsUpper(letters[at]); at++)
        {
            if (at > 0 && at + 1 < letters.Length && char.IsLower(letters[at + 1]))
            {
                break;
            }

            letters[at] = char.ToLowerInvariant(letters[at]);
        }

        return new(letters);
    }

    /// <summary><c>ConjugateGradient</c> becomes <c>conjugate-gradient</c>, <c>KFac</c> becomes <c>k-fac</c>.</summary>
    /// <param name="name">A name in Pascal case.</param>
    public static string Kebab(string name) => Words(name, '-');

    /// <summary><c>UnlearningMethod</c> becomes <c>unlearning method</c>.</summary>
    /// <param name="name">A name in Pascal case.</param>
    public static string Words(string name) => Words(name, ' ');

    private static string Words(string name, char separator)
    {
        StringBuilder words = new();
        for (int at = 0; at < name.Length; at++)
        {
            bool starts =
                at > 0
                && char.IsUpper(name[at])
                && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
            if (starts)
            {
                words.Append(separator);
            }

            words.Append(char.ToLowerInvariant(name[at]));
        }

        return words.ToString();
    }
}
