using Unlearn.Learning.Data;

namespace Unlearn.Learning.Tests.Data;

/// <summary>The digest that a dataset's present content has, whatever the dataset says.</summary>
internal static class ContentDigest
{
    public static string Of(Dataset dataset) =>
        DatasetDigest.Compute(
            dataset.Features,
            dataset.FeatureShape,
            dataset.Labels,
            dataset.ClassNames,
            dataset.Groups,
            dataset.TestStart
        );
}
