using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Unlearn.Formats.Arrays;

namespace Unlearn.Tool.Tests.Auditing;

/// <summary>Writes arrays in every format that <c>unlearn audit</c> reads, as NumPy, pandas and friends write them.</summary>
internal static class ArrayWriter
{
    public static void Npz(string path, params NamedArray[] arrays)
    {
        using FileStream file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (NamedArray array in arrays)
        {
            using Stream entry = zip.CreateEntry($"{array.Name}.npy").Open();
            entry.Write(Npy(array));
        }
    }

    public static void Npy(string path, NamedArray array) => File.WriteAllBytes(path, Npy(array));

    public static void Json(string path, params NamedArray[] arrays) =>
        File.WriteAllText(
            path,
            JsonSerializer.Serialize(
                arrays.ToDictionary(
                    static array => array.Name,
                    static array => Nested(array, 0, 0, array.Values.Length)
                )
            )
        );

    /// <summary>Arrays of [rows] and [rows, columns]; a leading axis of models becomes the column <c>model</c>.</summary>
    public static void Csv(string path, int models, params NamedArray[] arrays)
    {
        (string Name, double[] Values)[] columns = Columns(models, arrays);
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(static column => column.Name)).Append('\n');
        for (int row = 0; row < columns[0].Values.Length; row++)
        {
            text.AppendJoin(
                    ',',
                    columns.Select(column => column.Values[row].ToString("R", CultureInfo.InvariantCulture))
                )
                .Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }

    /// <inheritdoc cref="Csv"/>
    public static async Task ParquetAsync(string path, int models, params NamedArray[] arrays)
    {
        (string Name, double[] Values)[] columns = Columns(models, arrays);
        DataField<double>[] fields = [.. columns.Select(static column => new DataField<double>(column.Name, false))];
        await using FileStream stream = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields.Cast<Field>().ToArray()),
            stream
        );
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        for (int column = 0; column < columns.Length; column++)
        {
            await group.WriteAsync<double>(fields[column], columns[column].Values.AsMemory());
        }
    }

    private static byte[] Npy(NamedArray array)
    {
        string shape = string.Concat(array.Shape.Select(static length => $"{length}, ")).TrimEnd();
        string header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({shape}), }}";
        header = header.PadRight((64 - ((10 + header.Length + 1) % 64)) + header.Length) + "\n";
        return
        [
            0x93,
            .. "NUMPY"u8,
            1,
            0,
            .. BitConverter.GetBytes((ushort)header.Length),
            .. Encoding.ASCII.GetBytes(header),
            .. MemoryMarshal.AsBytes(array.Values.AsSpan()),
        ];
    }

    private static object Nested(NamedArray array, int axis, int start, int length)
    {
        if (axis == array.Shape.Count)
        {
            return array.Values[start];
        }

        int step = length / array.Shape[axis];
        return Enumerable
            .Range(0, array.Shape[axis])
            .Select(i => Nested(array, axis + 1, start + (i * step), step))
            .ToArray();
    }

    private static (string Name, double[] Values)[] Columns(int models, NamedArray[] arrays)
    {
        var columns = new List<(string Name, double[] Values)>();
        int axes = models > 0 ? 2 : 1;
        int rows = arrays[0].Shape.Take(axes).Aggregate(1, static (product, length) => product * length);
        if (models > 0)
        {
            columns.Add(("model", [.. Enumerable.Range(0, rows).Select(row => (double)(row / (rows / models)))]));
        }

        foreach (NamedArray array in arrays)
        {
            int width = array.Values.Length / rows;
            if (array.Shape.Count == axes)
            {
                columns.Add((array.Name, array.Values));
                continue;
            }

            columns.AddRange(
                Enumerable
                    .Range(0, width)
                    .Select(column =>
                        ($"{array.Name}_{column}", array.Values.Where((_, i) => i % width == column).ToArray())
                    )
            );
        }

        return [.. columns];
    }
}
