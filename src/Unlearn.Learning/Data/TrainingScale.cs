namespace Unlearn.Learning.Data;

/// <summary>
/// The part of preparing tables that depends on the split: means and deviations are of the training set alone, so that nothing
/// about test and population points reaches a model.
/// </summary>
public static class TrainingScale
{
    /// <summary>
    /// Fills missing values with the feature's mean over the training set (where it has a value there; else 0), then brings the
    /// features listed in <see cref="Dataset.Unscaled"/> to mean 0 and deviation 1 of the training set (deviation with divisor
    /// n, in float64; a feature that is constant there is only centred).
    /// </summary>
    /// <param name="dataset">As loaded.</param>
    /// <param name="train">Ids of the training set.</param>
    /// <returns>
    /// The same object where nothing is missing or unscaled; otherwise a dataset with new features and a new digest and the same
    /// <see cref="Dataset.Columns"/>.
    /// </returns>
    public static Dataset PreparedOn(this Dataset dataset, IReadOnlyList<int> train)
    {
        int width = dataset.FeatureCount;
        var scaled = new bool[width];
        foreach (int feature in dataset.Unscaled)
        {
            scaled[feature] = true;
        }

        bool[] incomplete = Incomplete(dataset.Features, width);
        if (dataset.Unscaled.IsEmpty && !incomplete.Contains(true))
        {
            return dataset;
        }

        float[] features = dataset.Features.AsSpan().ToArray();
        var scale = FeatureScale.None(width);
        for (int feature = 0; feature < width; feature++)
        {
            if (scaled[feature] || incomplete[feature])
            {
                Prepare(features, width, feature, train, scaled[feature], scale);
            }
        }

        return new Dataset
        {
            Name = dataset.Name,
            Features = features,
            FeatureShape = dataset.FeatureShape,
            FeatureNames = dataset.FeatureNames,
            Labels = dataset.Labels,
            ClassNames = dataset.ClassNames,
            Groups = dataset.Groups,
            GroupNames = dataset.GroupNames,
            TestStart = dataset.TestStart,
            Parts = dataset.Parts,
            Columns = dataset.Columns,
            Notes = dataset.Notes,
            Scale = scale,
            Digest = DatasetDigest.Compute(
                features,
                dataset.FeatureShape,
                dataset.Labels,
                dataset.ClassNames,
                dataset.Groups,
                dataset.TestStart
            ),
        };
    }

    private static bool[] Incomplete(float[] features, int width)
    {
        var incomplete = new bool[width];
        for (int i = 0; i < features.Length; i++)
        {
            if (float.IsNaN(features[i]))
            {
                incomplete[i % width] = true;
            }
        }

        return incomplete;
    }

    private static void Prepare(
        float[] features,
        int width,
        int feature,
        IReadOnlyList<int> train,
        bool isScaled,
        FeatureScale scale
    )
    {
        int known = 0;
        double sum = 0;
        foreach (int point in train)
        {
            float value = features[((long)point * width) + feature];
            if (!float.IsNaN(value))
            {
                sum += value;
                known++;
            }
        }

        double mean = known == 0 ? 0 : sum / known;

        // A second pass instead of sums of squares: no cancellation for values that are far from 0.
        double squares = 0;
        foreach (int point in train)
        {
            float value = features[((long)point * width) + feature];
            double distance = float.IsNaN(value) ? 0 : value - mean;
            squares += distance * distance;
        }

        // Filled values lie at the mean: they count as points, not as distance.
        double deviation = train.Count == 0 ? 0 : Math.Sqrt(squares / train.Count);
        double divisor = deviation > 0 ? deviation : 1;
        scale.Fills[feature] = mean;
        scale.Means[feature] = isScaled ? mean : 0;
        scale.Deviations[feature] = isScaled ? divisor : 1;
        for (long at = feature; at < features.LongLength; at += width)
        {
            double value = float.IsNaN(features[at]) ? mean : features[at];
            features[at] = (float)(isScaled ? (value - mean) / divisor : value);
        }
    }
}
