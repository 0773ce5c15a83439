using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Forgetting.Scenarios.Planting;

/// <summary>What a backdoor looks like: a square patch on an image, or fixed values of some columns.</summary>
public sealed record Trigger
{
    /// <summary>Upper edge of the patch, in pixels from the top. Default 0.</summary>
    [Range(0, 100_000)]
    public int Row { get; init; }

    /// <summary>Left edge of the patch, in pixels from the left. Default 0.</summary>
    [Range(0, 100_000)]
    public int Column { get; init; }

    /// <summary>Side of the patch in pixels. Default 3.</summary>
    [Range(1, 100_000)]
    public int Size { get; init; } = 3;

    /// <summary>
    /// Names of features that carry the trigger instead of a patch, as the model sees them (`age`, `job=admin.`, or `feature[3]` where
    /// there are no names); empty: a patch (default).
    /// </summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>
    /// The value of the patch or of each named feature, in the units that the model sees (pixels as normalised, columns as standardised).
    /// Default: the largest value of any pixel, or of the feature, in the training set.
    /// </summary>
    public double? Value { get; init; }

    /// <summary>The trigger on a dataset's points.</summary>
    /// <exception cref="InputException">The patch or a feature is not there.</exception>
    internal TriggerPatch Bind(Dataset dataset, IReadOnlyList<int> train)
    {
        if (Features.Count > 0)
        {
            return Columns(dataset, train, [.. Features.Select(name => PositionOf(dataset, name))]);
        }

        ImageShape image = Image(dataset);
        return Row + Size <= image.Rows && Column + Size <= image.Columns
            ? Patch(image, Row, Column, Bright(dataset, train))
            : throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Scenario 'poisoned': a patch of {Size} x {Size} at row {Row}, column {Column} does not fit into the {image.Rows} x {image.Columns} pixels of '{dataset.Name}'."
                )
            );
    }

    /// <summary>A trigger of the same kind in another place, for the comparison with one that was never planted.</summary>
    /// <exception cref="InputException">There is no other place.</exception>
    internal TriggerPatch Elsewhere(Dataset dataset, IReadOnlyList<int> train, RandomKey key)
    {
        if (Features.Count > 0)
        {
            int[] own = [.. Features.Select(name => PositionOf(dataset, name))];
            int[] others = [.. Enumerable.Range(0, dataset.FeatureCount).Except(own)];
            return others.Length >= own.Length
                ? Columns(dataset, train, [.. key.Order(others).Take(own.Length).Order()])
                : throw NoOtherPlace(dataset);
        }

        ImageShape image = Image(dataset);
        int width = image.Columns - Size + 1;
        int[] places = [.. Enumerable.Range(0, (image.Rows - Size + 1) * width)];
        bool IsApart(int place) =>
            Math.Abs((place / width) - Row) >= Size || Math.Abs((place % width) - Column) >= Size;
        int[] order = key.Order(places);
        int[] apart = [.. order.Where(IsApart)];
        int[] other = apart.Length > 0 ? apart : [.. order.Where(place => place != (Row * width) + Column)];
        return other.Length > 0
            ? Patch(image, other[0] / width, other[0] % width, Bright(dataset, train))
            : throw NoOtherPlace(dataset);
    }

    private TriggerPatch Patch(ImageShape image, int row, int column, float value)
    {
        ImmutableArray<int> features =
        [
            .. from channel in Enumerable.Range(0, image.Channels)
            from down in Enumerable.Range(row, Size)
            from across in Enumerable.Range(column, Size)
            select (((channel * image.Rows) + down) * image.Columns) + across,
        ];
        return new TriggerPatch(features, [.. features.Select(_ => value)]);
    }

    private TriggerPatch Columns(Dataset dataset, IReadOnlyList<int> train, ImmutableArray<int> features) =>
        new(
            features,
            [
                .. features.Select(feature =>
                    Value is { } value
                        ? (float)value
                        : train.Max(point => dataset.Features[(point * dataset.FeatureCount) + feature])
                ),
            ]
        );

    private float Bright(Dataset dataset, IReadOnlyList<int> train) =>
        Value is { } value
            ? (float)value
            : train.Max(point =>
                dataset.Features.AsSpan(point * dataset.FeatureCount, dataset.FeatureCount).ToArray().Max()
            );

    private static ImageShape Image(Dataset dataset) =>
        dataset.FeatureShape.Length is 2 or 3
            ? ImageShape.Of(dataset.FeatureShape, "trigger")
            : throw new InputException(
                $"Scenario 'poisoned': the points of '{dataset.Name}' are no images; name the columns that carry the trigger: trigger: {{ features: [{NameOf(dataset, 0)}] }}."
            );

    private static int PositionOf(Dataset dataset, string name)
    {
        string[] names = [.. Enumerable.Range(0, dataset.FeatureCount).Select(feature => NameOf(dataset, feature))];
        int position = Array.IndexOf(names, name);
        return position >= 0
            ? position
            : throw new InputException(
                $"Scenario 'poisoned': '{dataset.Name}' has no feature '{name}'.{NearestName.Sentence(name, names)}"
            );
    }

    private static string NameOf(Dataset dataset, int feature) =>
        dataset.FeatureNames.IsDefaultOrEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"feature[{feature}]")
            : dataset.FeatureNames[feature];

    private static InputException NoOtherPlace(Dataset dataset) =>
        new(
            $"Scenario 'poisoned': the trigger leaves no room in the points of '{dataset.Name}' for one that was never planted; make it smaller."
        );
}
