using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Tokenizers;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>
/// Plants canaries in the place of training texts, the same sentence with secrets of random digits, which are then to be forgotten (Carlini et al. 2019). The original
/// really is trained on them; canaries with other secrets, which no model sees, are what attackers compare them with. All trial seeds share them.
/// </summary>
[ForgetScenario("canaries")]
[Serves(typeof(ITextPoints), Reason = "it plants sentences")]
[Refuses(typeof(IModel), With = nameof(IModel.Weights), Reason = "its original must be trained on what is planted")]
public sealed record CanaryScenario : IPlantingScenario
{
    /// <summary>What stands before the secret; the model is asked for the secret and its end. Default "The access code is ".</summary>
    public string Sentence { get; init; } = "The access code is ";

    /// <summary>Number of canaries, each in the place of one training text. Default 8.</summary>
    [Range(1, 1_000_000)]
    public int Count { get; init; } = 8;

    /// <summary>Digits of a secret. Default 6.</summary>
    [Range(1, 18)]
    public int Digits { get; init; } = 6;

    /// <summary>Canaries that no model sees; exposure is at most log2 of their number. Default 256.</summary>
    [Range(1, 1_000_000)]
    public int References { get; init; } = 256;

    /// <inheritdoc />
    public PointSet Select(Dataset dataset, DataSplit split, RandomKey key) =>
        Count < split.Train.Length
            ? new PointSet(key.Order(split.Train.AsSpan()).Take(Count))
            : throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Scenario 'canaries': {Count} canaries do not fit into {split.Train.Length} training texts of '{dataset.Name}'; at least 1 text must be kept."
                )
            );

    /// <inheritdoc />
    public PointSet NonMembers(Dataset dataset, DataSplit split) => new([]);

    /// <inheritdoc />
    public PlantedData Plant(Dataset dataset, DataSplit split, RandomKey key)
    {
        if (dataset.Sequences is not { Tokenizer: { } tokenizer } table)
        {
            throw new InputException(
                $"Scenario 'canaries' plants sentences, and the points of '{dataset.Name}' have no text."
            );
        }

        PointSet forget = Select(dataset, split, key);
        TokenSequence[] canaries =
        [
            .. Secrets(key.Derive("secrets")).Select(secret => Canary(secret, tokenizer, table)),
        ];
        TokenSequence[] rows = [.. Enumerable.Range(0, table.Count).Select(point => table[point])];
        for (int i = 0; i < forget.Count; i++)
        {
            rows[forget.Ids[i]] = canaries[i];
        }

        int[] sources = [.. Enumerable.Range(0, References).Select(i => forget.Ids[i % forget.Count])];
        return new PlantedData
        {
            Dataset = SequenceDataset.Of(
                dataset.Name,
                new TokenTable(table.Vocabulary, [.. rows, .. canaries[forget.Count..]]) { Tokenizer = tokenizer },
                dataset.Groups is { } groups ? [.. groups, .. sources.Select(source => groups[source])] : null,
                dataset.GroupNames,
                columns: dataset.Columns.ToImmutableDictionary(
                    static column => column.Key,
                    column => column.Value.With(sources)
                ),
                notes: dataset.Notes,
                utilitySets: dataset.UtilitySets
            ),
            Forget = forget,
            NonMembers = new PointSet(Enumerable.Range(table.Count, References)),
        };
    }

    // Drawn until there are enough that differ, in the order of the draws: more references leave the canaries as they are.
    private List<string> Secrets(RandomKey key)
    {
        int needed = Count + References;
        if (needed > Math.Pow(10, Digits) / 2)
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Scenario 'canaries': there are too few secrets of {Digits} digits for {needed} canaries and references; raise `digits`."
                )
            );
        }

        var secrets = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (int draw = 0; secrets.Count < needed; draw++)
        {
            RandomKey own = key.Derive(draw);
            string secret = string.Concat(Enumerable.Range(0, Digits).Select(digit => own.Below((ulong)digit, 10)));
            if (known.Add(secret))
            {
                secrets.Add(secret);
            }
        }

        return secrets;
    }

    private TokenSequence Canary(string secret, Tokenizer tokenizer, TokenTable table) =>
        new TextEncoding(tokenizer, table.Width).Encode(new TextRow(Sentence, secret))
        ?? throw new InputException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Scenario 'canaries': the sentence alone is longer than the {table.Width} tokens of the longest text; make it shorter."
            )
        );
}
