using Parquet;
using Parquet.Schema;
using Unlearn.Reporting.Csv;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Parquet;

/// <summary>Tidy data as Parquet: the table of <see cref="CsvReport"/>, one figure per row, with columns of text, whole numbers and doubles. What is missing is null.</summary>
public static class ParquetReport
{
    private static readonly Dictionary<string, Func<FigureLine, int?>> Whole = new()
    {
        ["shards"] = static line => line.Row.Shards,
        ["seed"] = static line => line.Trial.Seed,
        ["count"] = static line => line.Figure?.Count,
    };

    private static readonly Dictionary<string, Func<FigureLine, double?>> Real = new()
    {
        ["value"] = static line => line.Figure?.Value,
        ["lower"] = static line => line.Figure?.Interval?.Lower,
        ["upper"] = static line => line.Figure?.Interval?.Upper,
        ["level"] = static line => line.Figure?.Interval?.Level,
        ["verdict-bound"] = static line => line.Row.Verdict?.Bound,
    };

    private static readonly Dictionary<string, Func<FigureLine, string?>> Text = new()
    {
        ["dataset"] = static line => line.Setting.Source.Dataset,
        ["model"] = static line => line.Setting.Source.Model,
        ["scenario"] = static line => line.Setting.Source.Scenario,
        ["row"] = static line => line.Row.Id,
        ["role"] = static line => line.Role,
        ["method"] = static line => line.Row.Method,
        ["type"] = static line => line.Row.Type,
        ["kind"] = static line => line.Row.Kind,
        ["options"] = static line => line.Row.Options,
        ["trial"] = static line => line.Trial.Id,
        ["status"] = static line => line.Status,
        ["reason"] = static line => line.Trial.Reason,
        ["figure"] = static line => line.Figure?.Name,
        ["interval-method"] = static line => line.Figure?.Interval?.Method,
        ["unit"] = static line => line.Figure?.Unit,
        ["direction"] = static line => line.Direction,
        ["not-resolvable"] = static line => line.Figure?.NotResolvable,
        ["verdict"] = static line => line.Row.Verdict?.Label,
    };

    /// <summary>Renders the file; the same bytes for the same report.</summary>
    public static byte[] Render(ReportModel model)
    {
        FigureLine[] lines = [.. FigureLine.Of(model)];
        using MemoryStream stream = new();

        // Everything is in memory: nothing here waits.
        WriteAsync(model.Results.Experiment, lines, stream).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static async Task WriteAsync(string experiment, FigureLine[] lines, MemoryStream stream)
    {
        DataField[] fields = [.. CsvReport.Header.Select(Field)];
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        using ParquetRowGroupWriter rows = writer.CreateRowGroup();
        foreach (DataField field in fields)
        {
            if (Whole.TryGetValue(field.Name, out Func<FigureLine, int?>? whole))
            {
                await rows.WriteAsync<int>(field, lines.Select(whole).ToArray());
            }
            else if (Real.TryGetValue(field.Name, out Func<FigureLine, double?>? real))
            {
                await rows.WriteAsync<double>(field, lines.Select(real).ToArray());
            }
            else
            {
                Func<FigureLine, string?> text = Text.GetValueOrDefault(field.Name, _ => experiment);
                await rows.WriteAsync(field, [.. lines.Select(line => text(line)!)]);
            }
        }
    }

    private static DataField Field(string name) =>
        Whole.ContainsKey(name) ? new DataField<int?>(name)
        : Real.ContainsKey(name) ? new DataField<double?>(name)
        : new DataField<string>(name);
}
