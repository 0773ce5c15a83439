using Unlearn.Core;

namespace Unlearn.Verification.Evidence;

/// <summary>Arrays of files, read as evidence. Every error names the array and the place in it.</summary>
public interface IEvidenceArrays
{
    /// <summary>Number of attacked points.</summary>
    int Points { get; }

    /// <summary>Whether an array is there.</summary>
    bool Has(string name);

    /// <summary>One model's outputs, points x classes; null where there are none.</summary>
    /// <param name="group">What stands before <c>_logits</c> or <c>_probabilities</c>.</param>
    /// <param name="points">How many rows are right; null for any number.</param>
    /// <exception cref="InputException">The array cannot be used.</exception>
    LogitTable? Table(string group, int? points);

    /// <summary>Several models' outputs, models x points x classes; null where there are none.</summary>
    /// <param name="group">What stands before <c>_logits</c> or <c>_probabilities</c>.</param>
    /// <param name="points">How many rows are right; null for any number.</param>
    /// <exception cref="InputException">The array cannot be used.</exception>
    IReadOnlyList<LogitTable>? Tables(string group, int? points);

    /// <summary>Classes, one per point.</summary>
    /// <exception cref="InputException">The array is missing or cannot be used.</exception>
    int[] Labels(string name, int points);

    /// <summary>A mask of 0 and 1 for each model, over the attacked points.</summary>
    /// <exception cref="InputException">The array is missing or cannot be used.</exception>
    IReadOnlyList<bool[]> Masks(string name, int models);

    /// <summary>Representations of the attacked points, points x columns; null where there are none.</summary>
    /// <exception cref="InputException">The array cannot be used.</exception>
    FeatureTable? Features(string name);

    /// <summary>Several models' representations of the attacked points, models x points x columns; null where there are none.</summary>
    /// <exception cref="InputException">The array cannot be used.</exception>
    IReadOnlyList<FeatureTable>? FeaturesOfModels(string name);

    /// <summary>A list of that many numbers; null where there is none.</summary>
    /// <exception cref="InputException">The array cannot be used.</exception>
    double[]? Numbers(string name, int count);
}
