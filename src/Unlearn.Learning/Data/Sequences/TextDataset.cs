using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Formats.Tables;
using Unlearn.Formats.Tokenizers;

namespace Unlearn.Learning.Data.Sequences;

/// <summary>Puts a dataset of rows of text together.</summary>
public static class TextDataset
{
    /// <summary>The dataset of these rows.</summary>
    /// <param name="name">The name in messages and reports.</param>
    /// <param name="rows">The rows; ids are their order, without those that are left out. Either all say which set they belong to, or none.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="context">Tokens of the longest row.</param>
    /// <param name="utilitySets">Questions beside the points, by name; default none.</param>
    /// <exception cref="InputException">No row is left, or the tokenizer cannot read one.</exception>
    public static Dataset Of(
        string name,
        IReadOnlyList<TextRow> rows,
        Tokenizer tokenizer,
        int context,
        IReadOnlyDictionary<string, IReadOnlyList<TextRow>>? utilitySets = null
    )
    {
        var encoding = new TextEncoding(tokenizer, context);
        var kept = new List<TextRow>();
        var sequences = ImmutableArray.CreateBuilder<TokenSequence>();
        foreach (TextRow row in rows)
        {
            if (encoding.Encode(row) is { } sequence)
            {
                kept.Add(row);
                sequences.Add(sequence);
            }
        }

        if (kept.Count == 0)
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"dataset {name}: of {rows.Count} rows none has an answer within {context} tokens; raise `context`."
                )
            );
        }

        bool grouped = kept.Exists(static row => row.Group.Length > 0);
        (ImmutableArray<string> names, int[] groups) = Sorted(kept, static row => row.Group);
        return SequenceDataset.Of(
            name,
            new TokenTable(tokenizer.Size, sequences.DrainToImmutable()) { Tokenizer = tokenizer },
            grouped ? groups : null,
            grouped ? names : [],
            [.. kept.Select(static row => row.Part).OfType<DataPart>()],
            ColumnsOf(kept),
            encoding.Notes(rows.Count - kept.Count),
            [
                .. (utilitySets ?? new Dictionary<string, IReadOnlyList<TextRow>>()).Select(set => new UtilitySet(
                    set.Key,
                    new TokenTable(tokenizer.Size, [.. set.Value.Select(encoding.Encode).OfType<TokenSequence>()])
                    {
                        Tokenizer = tokenizer,
                    }
                )),
            ]
        );
    }

    private static ImmutableDictionary<string, DataColumn> ColumnsOf(List<TextRow> rows) =>
        rows[0]
            .Columns.Keys.ToImmutableDictionary(
                static column => column,
                column =>
                {
                    (ImmutableArray<string> texts, int[] places) = Sorted(rows, row => row.Columns[column]);
                    return DataColumn.OfTexts(texts, places);
                },
                StringComparer.Ordinal
            );

    private static (ImmutableArray<string> Values, int[] Places) Sorted(List<TextRow> rows, Func<TextRow, string> value)
    {
        var column = new TextColumn();
        foreach (TextRow row in rows)
        {
            column.Add(value(row));
        }

        return column.Sorted();
    }
}
