namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The target's outputs on the population set: points that no target was trained on.</summary>
public sealed class PopulationEvidence : LabelledEvidence
{
    private PopulationEvidence()
        : base(PointRole.Population, "population", "population points") { }

    /// <summary>The kind.</summary>
    public static PopulationEvidence Kind { get; } = new();
}
