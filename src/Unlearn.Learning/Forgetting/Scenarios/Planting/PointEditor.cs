using System.Collections.Immutable;
using Unlearn.Learning.Data;

namespace Unlearn.Learning.Forgetting.Scenarios.Planting;

/// <summary>Changes points of a dataset and adds copies of points behind the last one.</summary>
internal sealed class PointEditor(Dataset dataset)
{
    private readonly float[] _features = dataset.Features.AsSpan().ToArray();
    private readonly int[] _labels = dataset.Labels.AsSpan().ToArray();
    private readonly List<float[]> _added = [];
    private readonly List<int> _addedLabels = [];
    private readonly List<int> _sources = [];

    /// <summary>Changes a point.</summary>
    public void Change(int point, TriggerPatch? patch, int label)
    {
        patch?.Stamp(_features.AsSpan(point * dataset.FeatureCount, dataset.FeatureCount));
        _labels[point] = label;
    }

    /// <summary>Adds a copy of a point as it was before any change.</summary>
    /// <returns>Its id.</returns>
    public int Add(int point, TriggerPatch? patch, int label)
    {
        float[] copy = dataset.Features.AsSpan(point * dataset.FeatureCount, dataset.FeatureCount).ToArray();
        patch?.Stamp(copy);
        _added.Add(copy);
        _addedLabels.Add(label);
        _sources.Add(point);
        return dataset.Count + _added.Count - 1;
    }

    /// <summary>The dataset with all changes.</summary>
    public Dataset Build()
    {
        float[] features = [.. _features, .. _added.SelectMany(static point => point)];
        int[] labels = [.. _labels, .. _addedLabels];
        int[]? groups = dataset.Groups is { } known ? Extended(known) : null;
        return new Dataset
        {
            Name = dataset.Name,
            Features = features,
            FeatureShape = dataset.FeatureShape,
            FeatureNames = dataset.FeatureNames,
            Labels = labels,
            ClassNames = dataset.ClassNames,
            Groups = groups,
            GroupNames = dataset.GroupNames,
            TestStart = dataset.TestStart,
            Columns = dataset.Columns.ToImmutableDictionary(
                static column => column.Key,
                column => column.Value.With(_sources)
            ),
            Notes = dataset.Notes,
            Scale = dataset.Scale,
            Digest = DatasetDigest.Compute(
                features,
                dataset.FeatureShape,
                labels,
                dataset.ClassNames,
                groups,
                dataset.TestStart
            ),
        };
    }

    private T[] Extended<T>(T[] values) => [.. values, .. _sources.Select(source => values[source])];
}
