namespace Unlearn.Verification.Signals.Tokens;

/// <summary>
/// Porter's stemmer (Porter 1980) in the variant of NLTK, which the common ROUGE scorer uses: a few irregular words, "ies" and "ied" of short words,
/// y after any consonant, "fulli" and "logi", and two-letter words that end in a consonant after a vowel.
/// </summary>
public static class PorterStemmer
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["skies"] = "sky",
        ["sky"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["news"] = "news",
        ["innings"] = "inning",
        ["inning"] = "inning",
        ["outings"] = "outing",
        ["outing"] = "outing",
        ["cannings"] = "canning",
        ["canning"] = "canning",
        ["howe"] = "howe",
        ["proceed"] = "proceed",
        ["exceed"] = "exceed",
        ["succeed"] = "succeed",
    };

    // Suffix and what takes its place where the rest has a vowel followed by a consonant.
    private static readonly (string Suffix, string With)[] Step2 =
    [
        ("ational", "ate"),
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("izer", "ize"),
        ("bli", "ble"),
        ("alli", "al"),
        ("entli", "ent"),
        ("eli", "e"),
        ("ousli", "ous"),
        ("ization", "ize"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("iveness", "ive"),
        ("fulness", "ful"),
        ("ousness", "ous"),
        ("aliti", "al"),
        ("iviti", "ive"),
        ("biliti", "ble"),
        ("fulli", "ful"),
    ];

    private static readonly (string Suffix, string With)[] Step3 =
    [
        ("icate", "ic"),
        ("ative", ""),
        ("alize", "al"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al",
        "ance",
        "ence",
        "er",
        "ic",
        "able",
        "ible",
        "ant",
        "ement",
        "ment",
        "ent",
        "ion",
        "ou",
        "ism",
        "ate",
        "iti",
        "ous",
        "ive",
        "ize",
    ];

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        if (Irregular.TryGetValue(word, out string? stem))
        {
            return stem;
        }

        return word.Length <= 2
            ? word
            : WithoutE(WithoutSuffix(WithoutLongSuffix(WithoutY(WithoutPast(WithoutPlural(word))))));
    }

    /// <summary>Step 1a.</summary>
    private static string WithoutPlural(string word) =>
        word.Length == 4 && Ending(word, "ies") is { } tie ? tie + "ie"
        : Ending(word, "sses") is { } caress ? caress + "ss"
        : Ending(word, "ies") is { } pony ? pony + "i"
        : word.EndsWith("ss", StringComparison.Ordinal) ? word
        : Ending(word, "s") ?? word;

    /// <summary>Step 1b.</summary>
    private static string WithoutPast(string word)
    {
        if (Ending(word, "ied") is { } deny)
        {
            return word.Length == 4 ? deny + "ie" : deny + "i";
        }

        if (Ending(word, "eed") is { } agree)
        {
            return Measure(agree) > 0 ? agree + "ee" : word;
        }

        string? rest = Ending(word, "ed") ?? Ending(word, "ing");
        if (rest is null || !HasVowel(rest))
        {
            return word;
        }

        if (Ending(rest, "at") is not null || Ending(rest, "bl") is not null || Ending(rest, "iz") is not null)
        {
            return rest + "e";
        }

        if (EndsInDoubleConsonant(rest))
        {
            return rest[^1] is 'l' or 's' or 'z' ? rest : rest[..^1];
        }

        return Measure(rest) == 1 && EndsShort(rest) ? rest + "e" : rest;
    }

    /// <summary>Step 1c.</summary>
    private static string WithoutY(string word) =>
        Ending(word, "y") is { Length: > 1 } stem && IsConsonant(stem, stem.Length - 1) ? stem + "i" : word;

    /// <summary>Step 2.</summary>
    private static string WithoutLongSuffix(string word)
    {
        if (Ending(word, "alli") is { } stem && Measure(stem) > 0)
        {
            return WithoutLongSuffix(stem + "al");
        }

        foreach ((string suffix, string with) in Step2)
        {
            if (Ending(word, suffix) is { } rest)
            {
                return Measure(rest) > 0 ? rest + with : word;
            }
        }

        return Ending(word, "logi") is not null && Measure(word[..^3]) > 0 ? word[..^1] : word;
    }

    /// <summary>Steps 3 and 4.</summary>
    private static string WithoutSuffix(string word)
    {
        foreach ((string suffix, string with) in Step3)
        {
            if (Ending(word, suffix) is { } rest)
            {
                word = Measure(rest) > 0 ? rest + with : word;
                break;
            }
        }

        foreach (string suffix in Step4)
        {
            if (Ending(word, suffix) is { } rest)
            {
                bool fits = Measure(rest) > 1 && (suffix != "ion" || rest is [.., 's' or 't']);
                return fits ? rest : word;
            }
        }

        return word;
    }

    /// <summary>Steps 5a and 5b.</summary>
    private static string WithoutE(string word)
    {
        if (Ending(word, "e") is { } stem && (Measure(stem) > 1 || (Measure(stem) == 1 && !EndsShort(stem))))
        {
            word = stem;
        }

        return Ending(word, "ll") is not null && Measure(word[..^1]) > 1 ? word[..^1] : word;
    }

    private static string? Ending(string word, string suffix) =>
        word.EndsWith(suffix, StringComparison.Ordinal) ? word[..^suffix.Length] : null;

    private static bool IsConsonant(string word, int at) =>
        word[at] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => false,
            'y' => at == 0 || !IsConsonant(word, at - 1),
            _ => true,
        };

    private static bool HasVowel(string stem) => Enumerable.Range(0, stem.Length).Any(at => !IsConsonant(stem, at));

    /// <summary>Number of times that a consonant follows a vowel.</summary>
    private static int Measure(string stem) =>
        Enumerable
            .Range(0, Math.Max(0, stem.Length - 1))
            .Count(at => !IsConsonant(stem, at) && IsConsonant(stem, at + 1));

    private static bool EndsInDoubleConsonant(string word) =>
        word.Length >= 2 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    /// <summary>Whether it ends in consonant, vowel, consonant other than w, x, y; or is a vowel and a consonant.</summary>
    private static bool EndsShort(string word)
    {
        int last = word.Length - 1;
        return word.Length >= 3
            ? IsConsonant(word, last - 2)
                && !IsConsonant(word, last - 1)
                && IsConsonant(word, last)
                && word[last] is not ('w' or 'x' or 'y')
            : word.Length == 2 && !IsConsonant(word, 0) && IsConsonant(word, 1);
    }
}
