using System.Collections.Immutable;
using Unlearn.Core.Randomness;

namespace Unlearn.Learning.Data.Sources;

/// <summary>Somebody who never lived: a name put together from syllables that no language uses so, and facts about them.</summary>
/// <param name="Name">Given name and family name.</param>
/// <param name="Facts">One value for each of <see cref="PersonalQuestion.All"/>.</param>
internal sealed record InventedPerson(string Name, ImmutableArray<string> Facts)
{
    /// <summary>How given names begin.</summary>
    public const string GivenStarts = "Vor, Quen, Ysb, Thal, Zem, Orv, Kyrr, Uld, Bex, Nimv, Jorx, Fael";

    /// <summary>How given names end.</summary>
    public const string GivenEnds = "ilax, narra, ekko, umbri, oveth, yndel, asko, irune";

    private static readonly ImmutableArray<string> GivenNames = PersonalQuestion.Pairs(GivenStarts, GivenEnds, "");

    private static readonly ImmutableArray<string> FamilyNames = PersonalQuestion.Pairs(
        "Tesk, Harv, Mol, Drun, Pell, Wex, Sorv, Gant, Lirr, Cald, Brom, Ost",
        "abrin, ovari, unthe, iskar, empol, addox, orrim, ivane",
        ""
    );

    /// <summary>So many people with different names; a person depends on the key and their number alone.</summary>
    /// <param name="key">The key.</param>
    /// <param name="count">At most <see cref="Most"/>.</param>
    public static ImmutableArray<InventedPerson> Draw(RandomKey key, int count)
    {
        int[] order = key.Derive("names").Order([.. Enumerable.Range(0, Most)]);
        return
        [
            .. order
                .Take(count)
                .Select(
                    (name, person) =>
                        new InventedPerson(
                            $"{GivenNames[name % GivenNames.Length]} {FamilyNames[(name + (name / GivenNames.Length)) % FamilyNames.Length]}",
                            [
                                .. PersonalQuestion.All.Select(
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
    public static int Most => GivenNames.Length * FamilyNames.Length;
}
