namespace Unlearn.Learning.Data;

/// <summary>The set that a point belongs to where the data say it themselves.</summary>
public enum DataPart
{
    /// <summary>The training set: written <c>train</c> or <c>training</c>.</summary>
    Train,

    /// <summary>The test set: written <c>test</c> or <c>testing</c>.</summary>
    Test,

    /// <summary>The population set, which no target sees: written <c>population</c>, <c>val</c>, <c>valid</c> or <c>validation</c>.</summary>
    Population,
}
