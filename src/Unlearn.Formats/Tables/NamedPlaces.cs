using System.Collections.Immutable;
using System.Globalization;

namespace Unlearn.Formats.Tables;

/// <summary>
/// Classes and groups as manifests call them: by name. A number is a name where names are numbers, however it is written (2 finds 2.0);
/// only where they are words does it count them, from 0.
/// </summary>
internal static class NamedPlaces
{
    /// <summary>The position of what is meant; -1 where nothing is.</summary>
    public static int Find(ImmutableArray<string> names, string given)
    {
        int exact = FindText(names, given);
        if (exact >= 0 || !ExactNumber.TryParse(given, out ExactNumber number))
        {
            return exact;
        }

        return Numbers(names) is { } numbers ? Array.IndexOf(numbers, number)
            : number.Value >= 0 && number.Value < names.Length && number.Value % 1 == 0 ? (int)number.Value
            : -1;
    }

    /// <summary>The position of a text; one that says true or false is found however it is written, since formats differ in that.</summary>
    public static int FindText(ImmutableArray<string> texts, string given)
    {
        int exact = texts.IndexOf(given);
        return exact >= 0 || !bool.TryParse(given, out bool truth)
            ? exact
            : texts
                .Select(static text => bool.TryParse(text, out bool own) ? own : (bool?)null)
                .ToList()
                .IndexOf(truth);
    }

    /// <summary>The names as numbers; null where one of them is a word.</summary>
    public static ExactNumber[]? Numbers(ImmutableArray<string> names)
    {
        var numbers = new ExactNumber[names.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!ExactNumber.TryParse(names[i], out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }

    /// <summary>How what was found is told to people: <c>class 3 of 10: 'cat'</c> where a number counted it, else its name.</summary>
    public static string Describe(string kind, ImmutableArray<string> names, int place, string given) =>
        ExactNumber.TryParse(given, out _) && Numbers(names) is null
            ? string.Create(CultureInfo.InvariantCulture, $"{kind} {place} of {names.Length}: '{names[place]}'")
            : string.Create(CultureInfo.InvariantCulture, $"{kind} '{names[place]}' of {names.Length}");

    /// <summary>The names in a few words: <c>0 to 9</c>, or the names themselves.</summary>
    public static string Range(ImmutableArray<string> names)
    {
        ExactNumber[]? numbers = Numbers(names);
        return
            numbers is null
            || numbers.Select(static (number, i) => number == new ExactNumber(i)).All(static same => same)
            ? string.Create(CultureInfo.InvariantCulture, $"0 to {names.Length - 1}")
            : string.Join(", ", names.Take(8)) + (names.Length > 8 ? $", ... ({names.Length} in all)" : "");
    }
}
