namespace Unlearn.Tests;

/// <summary>A manifest with ten different mistakes, and what every host says about them: driver, tool and build.</summary>
internal static class TenMistakes
{
    public const string Manifest = """
        experiment: ten mistakes
        seeds: { base: -1, count: 3, count: 4 }
        datasets:
          digits: { split: { train: 0.9 } }
        model: { type: mpl }
        trainin: {}
        forget:
          some: { type: random, count: 5, fraction: 0.1 }
          threes: { type: class }
        shards: [1, five]
        methods:
          sisa: { slices: [] }
        """;

    /// <summary>Line, column, id and the beginning of the message, in order.</summary>
    public static IReadOnlyList<string> Expected { get; } =
    [
        "(1,13): error UNL0013: 'experiment' must match ^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$, got 'ten mistakes'",
        "(2,16): error UNL0007: 'base' must be at least 0, got -1",
        "(2,30): error UNL0003: 'count' is already given in line 2",
        "(4,22): error UNL0010: 'train', 'test', 'population' must not add up to more than 1, got 1.3",
        "(5,16): error UNL0005: There is no model 'mpl'; did you mean 'mlp'?",
        "(6,1): error UNL0004: The manifest has no option 'trainin'; did you mean 'training'?",
        "(8,35): error UNL0009: 'fraction' cannot be given together with 'count': choose one",
        "(9,3): error UNL0008: 'threes' (class) needs 'label'",
        "(10,13): error UNL0006: 'shards' must be a whole number, got 'five'",
        "(12,19): error UNL0011: 'slices' needs at least 1 value to sweep, got 0",
    ];

    /// <summary>Asserts that lines, without the file before the position, begin as expected.</summary>
    public static void AssertFound(IReadOnlyList<string> lines)
    {
        Assert.That(lines, Has.Count.EqualTo(Expected.Count), () => string.Join('\n', lines));
        for (int at = 0; at < Expected.Count; at++)
        {
            Assert.That(lines[at], Does.StartWith(Expected[at]));
        }
    }
}
