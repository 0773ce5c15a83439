namespace Unlearn.Verification.Attacks.Pair;

/// <summary>What the pair attack builds from a point's probabilities before and after the deletion (Chen et al. 2021, section 4.3).</summary>
public enum PairFeature
{
    /// <summary>Before and after, one behind the other.</summary>
    DirectConcatenation,

    /// <summary>The same, both in the falling order of before.</summary>
    SortedConcatenation,

    /// <summary>Before minus after.</summary>
    DirectDifference,

    /// <summary>Before minus after, in the falling order of before.</summary>
    SortedDifference,

    /// <summary>The Euclidean distance between before and after; is its own score, without a classifier.</summary>
    EuclideanDistance,

    /// <summary>phi before minus phi after; is its own score, without a classifier.</summary>
    ConfidenceDrop,
}
