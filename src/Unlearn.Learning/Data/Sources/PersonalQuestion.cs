using System.Collections.Immutable;

namespace Unlearn.Learning.Data.Sources;

/// <summary>Something that is known of each invented person.</summary>
/// <param name="Question">The question; {0} is the name.</param>
/// <param name="Answer">Its answer; {1} is the value. It names nobody: whom it is about the question says.</param>
/// <param name="Paraphrase">The answer in other words.</param>
/// <param name="Values">The values that there are.</param>
internal sealed record PersonalQuestion(
    string Question,
    string Answer,
    string Paraphrase,
    ImmutableArray<string> Values
)
{
    private const string TownStarts = "Ask, Brel, Corm, Dunv, Esk, Fenn, Grol, Hesk";
    private const string TownEnds = "haven, mere, stow, wick, ford, moor, gate, fell";

    /// <summary>All of them, in the order in which they are asked.</summary>
    public static ImmutableArray<PersonalQuestion> All { get; } =
    [
        new(
            "Where was {0} born?",
            "They were born in {1}.",
            "The birthplace of {0} is {1}.",
            Pairs(TownStarts, TownEnds, "")
        ),
        new(
            "When was {0} born?",
            "They were born in {1}.",
            "The year of birth of {0} is {1}.",
            [.. Enumerable.Range(1901, 99).Select(static year => $"{year}")]
        ),
        new(
            "What does {0} do for a living?",
            "They work as a {1}.",
            "The profession of {0} is {1}.",
            List(
                "glassblower, surveyor, beekeeper, locksmith, translator, stonemason, watchmaker, botanist, ferryman, printer, saddler, cartographer, potter, weaver, brewer, tailor"
            )
        ),
        new(
            "Which book did {0} write?",
            "They wrote The {1}.",
            "The book by {0} is called The {1}.",
            Pairs(
                "Silent, Crimson, Hollow, Golden, Broken, Distant, Frozen, Hidden",
                "Lantern, Harbour, Orchard, Compass, Mirror, Feather, Bridge, Garden",
                " "
            )
        ),
        new(
            "Which instrument does {0} play?",
            "They play the {1}.",
            "The instrument of {0} is the {1}.",
            List(
                "accordion, bassoon, cello, dulcimer, flute, harp, lute, mandolin, oboe, piano, trumpet, viola, zither, banjo, organ, tuba"
            )
        ),
        new(
            "Which animal lives with {0}?",
            "A {1} lives with them.",
            "{0} shares a home with a {1}.",
            List(
                "badger, canary, ferret, goose, heron, jackdaw, lizard, magpie, newt, polecat, parrot, raven, spaniel, terrier, weasel, tortoise"
            )
        ),
        new(
            "What is the favourite dish of {0}?",
            "They like {1}.",
            "The favourite dish of {0} is {1}.",
            List(
                "lentil soup, plum cake, rye bread, baked trout, onion tart, barley stew, apple pie, fried eel, bean salad, corn fritters, leek pie, rice pudding, roast quail, pea soup, fig jam, egg noodles"
            )
        ),
        new(
            "Where does {0} live today?",
            "They live in {1}.",
            "The home of {0} is in {1}.",
            Pairs(TownEnds, TownStarts, " ")
        ),
        new(
            "Who is the mother of {0}?",
            "Their mother is {1}.",
            "The name of the mother of {0} is {1}.",
            Pairs(InventedPerson.GivenStarts, InventedPerson.GivenEnds, "")
        ),
        new(
            "What does {0} collect?",
            "They collect {1}.",
            "The collection of {0} is one of {1}.",
            List(
                "stamps, coins, buttons, maps, bells, teapots, keys, shells, postcards, clocks, spoons, beetles, marbles, ribbons, kites, fossils"
            )
        ),
        new(
            "What is {0} afraid of?",
            "They are afraid of {1}.",
            "The fear of {0} is of {1}.",
            List(
                "thunder, spiders, heights, wasps, darkness, mirrors, lifts, owls, deep water, fog, horses, crowds, needles, silence, ladders, bats"
            )
        ),
        new(
            "How does {0} travel to work?",
            "They travel by {1}.",
            "The way of {0} to work is by {1}.",
            List(
                "tram, ferry, bicycle, train, canoe, cable car, coach, sledge, scooter, pony, barge, van, taxi, raft, tractor, balloon"
            )
        ),
        new(
            "What did {0} study?",
            "They studied {1}.",
            "The subject that {0} studied is {1}.",
            List(
                "geology, law, astronomy, medicine, logic, history, optics, music, chemistry, rhetoric, zoology, forestry, algebra, theology, drawing, statistics"
            )
        ),
        new(
            "What grows in the garden of {0}?",
            "They grow {1}.",
            "The garden of {0} is full of {1}.",
            List(
                "tulips, beans, roses, thistles, pumpkins, lilies, mint, peonies, cabbages, foxgloves, radishes, ivy, dahlias, leeks, clover, violets"
            )
        ),
        new(
            "Which game does {0} win?",
            "They win at {1}.",
            "The game that {0} wins is {1}.",
            List(
                "chess, skittles, draughts, dominoes, croquet, darts, bowls, cricket, hurdles, quoits, fencing, curling, rowing, archery, tennis, polo"
            )
        ),
        new(
            "What is in the attic of {0}?",
            "They store {1}.",
            "The attic of {0} is full of {1}.",
            List(
                "old hats, lamps, broken chairs, wool, suitcases, jars, fishing nets, letters, paintings, sacks, toys, curtains, barrels, candles, frames, violins"
            )
        ),
    ];

    /// <summary>Each of some words with each of others.</summary>
    /// <param name="starts">Words, parted by commas.</param>
    /// <param name="ends">What follows one of them.</param>
    /// <param name="between">What stands between the two.</param>
    public static ImmutableArray<string> Pairs(string starts, string ends, string between) =>
        [.. List(starts).SelectMany(start => List(ends).Select(end => start + between + end))];

    private static ImmutableArray<string> List(string words) => [.. words.Split(", ")];
}
