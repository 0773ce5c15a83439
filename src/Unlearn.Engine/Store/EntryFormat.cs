using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Unlearn.Engine.Output;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Engine.Store;

/// <summary>How entries look as files: a sealed safetensors file for weights, a sealed JSON file for everything else.</summary>
internal static class EntryFormat
{
    private const string FiguresKey = "figures";
    private const string PointsKey = "points";
    private const string LogitsName = "logits";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Weights(EntryHeader header, ParameterLayout layout, ReadOnlyMemory<float> row)
    {
        byte[] image = Safetensors.ToBytes(
            Metadata(header),
            [
                .. layout.Parameters.Select(parameter => new NamedWeights(
                    parameter.Name,
                    parameter.Shape,
                    row.Slice(parameter.Offset, parameter.Count)
                )),
            ]
        );
        EntrySeal.Apply(image);
        return image;
    }

    public static byte[] Result(EntryHeader header, ReadOnlySpan<byte> json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("seal", EntrySeal.Blank);
            writer.WriteString("key", header.Key.Hex);
            writer.WriteString("kind", header.Kind);
            writer.WritePropertyName("inputs");
            writer.WriteRawValue(header.Inputs);
            writer.WriteNumber("seconds", header.Seconds);
            writer.WriteNumber("gradients", header.Gradients);
            writer.WritePropertyName("result");
            writer.WriteRawValue(json);
            writer.WriteEndObject();
        }

        byte[] image = stream.ToArray();
        EntrySeal.Apply(image);
        return image;
    }

    /// <exception cref="InvalidDataException">The image is damaged or is of another layout.</exception>
    public static StoredWeights ReadWeights(byte[] image, ContentKey key, ParameterLayout layout)
    {
        CheckSeal(image);
        SafetensorsContent content = Safetensors.Parse(image);
        var row = new float[layout.Width];
        foreach (ParameterShape parameter in layout.Parameters)
        {
            if (
                !content.Arrays.TryGetValue(parameter.Name, out WeightArray? array)
                || !array.Shape.SequenceEqual(parameter.Shape)
                || array.Values.Length != parameter.Count
            )
            {
                throw new InvalidDataException($"Array '{parameter.Name}' is missing or has another shape.");
            }

            array.Values.CopyTo(row, parameter.Offset);
        }

        return new StoredWeights(HeaderOf(content.Metadata, key), row);
    }

    /// <exception cref="InvalidDataException">The image is damaged.</exception>
    public static EntryHeader ReadWeightsHeader(byte[] image, ContentKey key)
    {
        CheckSeal(image);
        return HeaderOf(Safetensors.Parse(image).Metadata, key);
    }

    /// <summary>Reads a safetensors header alone; nothing is verified but the key.</summary>
    public static EntryHeader PeekWeightsHeader(byte[] header, ContentKey key)
    {
        using var document = JsonDocument.Parse(header);
        return HeaderOf(Safetensors.MetadataOf(document.RootElement), key);
    }

    /// <summary>Whether an exception means that a file is not what it should be.</summary>
    public static bool IsDamage(Exception error) =>
        error
            is InvalidDataException
                or JsonException
                or KeyNotFoundException
                or InvalidOperationException
                or FormatException
                or ArgumentException
                or OverflowException;

    /// <exception cref="InvalidDataException">The image is damaged.</exception>
    public static StoredResult ReadResult(byte[] image, ContentKey key)
    {
        CheckSeal(image);
        using var document = JsonDocument.Parse(image);
        JsonElement root = document.RootElement;
        var header = new EntryHeader(
            CheckKey(root.GetProperty("key").GetString(), key),
            root.GetProperty("kind").GetString() ?? throw new InvalidDataException("It has no kind."),
            root.GetProperty("inputs").GetRawText(),
            root.GetProperty("seconds").GetDouble(),
            root.GetProperty("gradients").GetInt64()
        );
        return new StoredResult(header, System.Text.Encoding.UTF8.GetBytes(root.GetProperty("result").GetRawText()));
    }

    public static byte[] Checkpoint(EntryHeader header, TrainingState state)
    {
        byte[] image = Safetensors.ToBytes(
            [
                .. Metadata(header),
                ("epoch", state.Epoch.ToString(CultureInfo.InvariantCulture)),
                ("batch", state.Batch.ToString(CultureInfo.InvariantCulture)),
                ("loss", state.Loss.ToString("R", CultureInfo.InvariantCulture)),
                ("steps", state.Steps.ToString(CultureInfo.InvariantCulture)),
                ("curve", Numbers(state.Curve)),
            ],
            [Row("weights", state.Weights), Row("first", state.First), Row("second", state.Second)]
        );
        EntrySeal.Apply(image);
        return image;

        static NamedWeights Row(string name, float[] values) => new(name, [values.Length], values);
    }

    /// <exception cref="InvalidDataException">The image is damaged, or its rows have another width.</exception>
    public static StoredCheckpoint ReadCheckpoint(byte[] image, ContentKey key, int width)
    {
        CheckSeal(image);
        SafetensorsContent content = Safetensors.Parse(image);
        EntryHeader header = HeaderOf(content.Metadata, key);
        var state = new TrainingState
        {
            Epoch = int.Parse(content.Metadata["epoch"], CultureInfo.InvariantCulture),
            Batch = int.Parse(content.Metadata["batch"], CultureInfo.InvariantCulture),
            Loss = double.Parse(content.Metadata["loss"], CultureInfo.InvariantCulture),
            Steps = long.Parse(content.Metadata["steps"], CultureInfo.InvariantCulture),
            Curve =
            [
                .. content
                    .Metadata["curve"]
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(static number => double.Parse(number, CultureInfo.InvariantCulture)),
            ],
            Weights = content.Arrays["weights"].Values,
            First = content.Arrays["first"].Values,
            Second = content.Arrays["second"].Values,
        };
        return state.Weights.Length == width
            ? new StoredCheckpoint(header, state)
            : throw new InvalidDataException($"Its rows have {state.Weights.Length} values instead of {width}.");
    }

    public static byte[] Outputs(EntryHeader header, OutputTable outputs)
    {
        byte[] image = Safetensors.ToBytes(
            [.. Metadata(header), (PointsKey, string.Join(' ', outputs.Points))],
            [new NamedWeights(LogitsName, [outputs.Points.Count, outputs.Columns], outputs.Values)]
        );
        EntrySeal.Apply(image);
        return image;
    }

    /// <exception cref="InvalidDataException">The image is damaged, or of another number of classes.</exception>
    public static OutputTable ReadOutputs(byte[] image, ContentKey key, int classes)
    {
        CheckSeal(image);
        SafetensorsContent content = Safetensors.Parse(image);
        HeaderOf(content.Metadata, key);
        var points = new PointSet(
            content
                .Metadata[PointsKey]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(static point => int.Parse(point, CultureInfo.InvariantCulture))
        );
        WeightArray logits = content.Arrays[LogitsName];
        return logits.Shape is [var rows, var columns] && rows == points.Count && columns == classes
            ? new OutputTable(points, logits.Values, classes)
            : throw new InvalidDataException("Its logits have another shape.");
    }

    private static string Numbers(IEnumerable<double> numbers) =>
        string.Join(' ', numbers.Select(static number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static (string Key, string Value)[] Metadata(EntryHeader header) =>
        [
            ("seal", EntrySeal.Blank),
            ("key", header.Key.Hex),
            ("kind", header.Kind),
            ("inputs", header.Inputs),
            ("seconds", header.Seconds.ToString("R", CultureInfo.InvariantCulture)),
            ("gradients", header.Gradients.ToString(CultureInfo.InvariantCulture)),
            .. FiguresOf(header),
        ];

    private static IEnumerable<(string Key, string Value)> FiguresOf(EntryHeader header) =>
        header.Figures.Count == 0
            ? []
            : [(FiguresKey, JsonSerializer.Serialize(header.Figures, ResultJson.Compact.IReadOnlyListFigure))];

    private static EntryHeader HeaderOf(IReadOnlyDictionary<string, string> metadata, ContentKey key) =>
        new(
            CheckKey(metadata["key"], key),
            metadata["kind"],
            CheckJson(metadata["inputs"]),
            double.Parse(metadata["seconds"], CultureInfo.InvariantCulture),
            long.Parse(metadata["gradients"], CultureInfo.InvariantCulture)
        )
        {
            Figures = metadata.TryGetValue(FiguresKey, out string? json)
                ? JsonForm.Read(System.Text.Encoding.UTF8.GetBytes(json), ResultJson.Compact.IReadOnlyListFigure)
                : [],
        };

    private static string CheckJson(string text)
    {
        using var _ = JsonDocument.Parse(text);
        return text;
    }

    private static void CheckSeal(byte[] image)
    {
        if (!EntrySeal.Holds(image))
        {
            throw new InvalidDataException("Its checksum does not match its content.");
        }
    }

    private static ContentKey CheckKey(string? found, ContentKey expected) =>
        found == expected.Hex
            ? expected
            : throw new InvalidDataException($"It says that it is {found}, its name says {expected}.");
}
