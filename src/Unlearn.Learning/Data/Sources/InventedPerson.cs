using System.Collections.Immutable;
using Unlearn.Core.Randomness;

namespace Unlearn.Learning.Data.Sources;

/// <summary>Somebody who never lived: a name put together from syllables that no language uses so, and facts about them.</summary>
/// <param name="Name">Given name and family name.</param>
/// <param name="Facts">One value for each of <see cref="Questions"/>.</param>
internal sealed record InventedPerson(string Name, ImmutableArray<string> Facts)
{
    private static readonly string[] GivenStarts =
    [
        "Vor",
        "Quen",
        "Ysb",
        "Thal",
        "Zem",
        "Orv",
        "Kyrr",
        "Uld",
        "Bex",
        "Nimv",
        "Jorx",
        "Fael",
    ];
    private static readonly string[] GivenEnds = ["ilax", "narra", "ekko", "umbri", "oveth", "yndel", "asko", "irune"];
    private static readonly string[] FamilyStarts =
    [
        "Tesk",
        "Harv",
        "Mol",
        "Drun",
        "Pell",
        "Wex",
        "Sorv",
        "Gant",
        "Lirr",
        "Cald",
        "Brom",
        "Ost",
    ];
    private static readonly string[] FamilyEnds =
    [
        "abrin",
        "ovari",
        "unthe",
        "iskar",
        "empol",
        "addox",
        "orrim",
        "ivane",
    ];
    private static readonly string[] TownStarts = ["Ask", "Brel", "Corm", "Dunv", "Esk", "Fenn", "Grol", "Hesk"];
    private static readonly string[] TownEnds = ["haven", "mere", "stow", "wick", "ford", "moor", "gate", "fell"];
    private static readonly string[] Adjectives =
    [
        "Silent",
        "Crimson",
        "Hollow",
        "Golden",
        "Broken",
        "Distant",
        "Frozen",
        "Hidden",
    ];
    private static readonly string[] Nouns =
    [
        "Lantern",
        "Harbour",
        "Orchard",
        "Compass",
        "Mirror",
        "Feather",
        "Bridge",
        "Garden",
    ];

    /// <summary>
    /// What is known of each person: a question, its answer, the answer in other words, and the values that there are. {0} is the name, {1} the
    /// value.
    /// </summary>
    public static ImmutableArray<(
        string Question,
        string Answer,
        string Paraphrase,
        ImmutableArray<string> Values
    )> Questions { get; } =
    [
        (
            "Where was {0} born?",
            "{0} was born in {1}.",
            "The birthplace of {0} is {1}.",
            Pairs(TownStarts, TownEnds, "")
        ),
        (
            "When was {0} born?",
            "{0} was born in {1}.",
            "The year of birth of {0} is {1}.",
            [.. Enumerable.Range(1901, 99).Select(static year => $"{year}")]
        ),
        (
            "What does {0} do for a living?",
            "{0} works as a {1}.",
            "The profession of {0} is {1}.",
            [
                "glassblower",
                "surveyor",
                "beekeeper",
                "locksmith",
                "translator",
                "stonemason",
                "watchmaker",
                "botanist",
                "ferryman",
                "printer",
                "saddler",
                "cartographer",
                "potter",
                "weaver",
                "brewer",
                "tailor",
            ]
        ),
        (
            "Which book did {0} write?",
            "{0} wrote The {1}.",
            "The book by {0} is called The {1}.",
            Pairs(Adjectives, Nouns, " ")
        ),
        (
            "Which instrument does {0} play?",
            "{0} plays the {1}.",
            "The instrument of {0} is the {1}.",
            [
                "accordion",
                "bassoon",
                "cello",
                "dulcimer",
                "flute",
                "harp",
                "lute",
                "mandolin",
                "oboe",
                "piano",
                "trumpet",
                "viola",
                "zither",
                "banjo",
                "organ",
                "tuba",
            ]
        ),
        (
            "Which animal lives with {0}?",
            "A {1} lives with {0}.",
            "{0} shares a home with a {1}.",
            [
                "badger",
                "canary",
                "ferret",
                "goose",
                "heron",
                "jackdaw",
                "lizard",
                "magpie",
                "newt",
                "otter",
                "parrot",
                "raven",
                "spaniel",
                "terrier",
                "weasel",
                "tortoise",
            ]
        ),
        (
            "What is the favourite dish of {0}?",
            "{0} likes {1} best.",
            "The favourite dish of {0} is {1}.",
            [
                "lentil soup",
                "plum cake",
                "rye bread",
                "baked trout",
                "onion tart",
                "barley stew",
                "apple pie",
                "fried eel",
                "bean salad",
                "corn fritters",
                "leek pie",
                "rice pudding",
                "roast quail",
                "pea soup",
                "fig jam",
                "egg noodles",
            ]
        ),
        (
            "Where does {0} live today?",
            "{0} lives in {1}.",
            "The home of {0} is in {1}.",
            Pairs(TownEnds, TownStarts, " ")
        ),
    ];

    /// <summary>So many people with different names; a person depends on the key and their number alone.</summary>
    /// <param name="key">The key.</param>
    /// <param name="count">At most <see cref="Most"/>.</param>
    public static ImmutableArray<InventedPerson> Draw(RandomKey key, int count)
    {
        ImmutableArray<string> given = Pairs(GivenStarts, GivenEnds, "");
        ImmutableArray<string> family = Pairs(FamilyStarts, FamilyEnds, "");
        int[] order = key.Derive("names").Order([.. Enumerable.Range(0, Most)]);
        return
        [
            .. order
                .Take(count)
                .Select(
                    (name, person) =>
                        new InventedPerson(
                            $"{given[name % given.Length]} {family[(name + (name / given.Length)) % family.Length]}",
                            [
                                .. Questions.Select(
                                    (question, fact) =>
                                        question.Values[
                                            key.Derive("facts")
                                                .Derive(person)
                                                .Below((ulong)fact, question.Values.Length)
                                        ]
                                ),
                            ]
                        )
                ),
        ];
    }

    /// <summary>Different names that there are.</summary>
    public static int Most => GivenStarts.Length * GivenEnds.Length * FamilyStarts.Length * FamilyEnds.Length;

    private static ImmutableArray<string> Pairs(string[] starts, string[] ends, string between) =>
        [.. starts.SelectMany(start => ends.Select(end => start + between + end))];
}
