using System.Globalization;

namespace Unlearn.Engine.Results;

/// <summary>Where the points lie that a request is about: those of the people who ask, or those that meet the query. Means over seeds, rounded.</summary>
/// <param name="Train">In the training set: these are forgotten.</param>
/// <param name="Test">In the test set: no model was trained on them.</param>
/// <param name="Population">In the population set, likewise.</param>
public sealed record AskedPoints(int Train, int Test, int Population)
{
    /// <summary>The counts in words, the end of a sentence about those who ask.</summary>
    public string Words() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Train} points are in train, which are forgotten, {Test} in test and {Population} in population, which no model was trained on"
        );
}
