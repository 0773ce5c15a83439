namespace Unlearn.Verification.Evidence;

/// <summary>
/// Everything that an attack may look at. The attacked points are the forget set (members: the model once saw them)
/// and points that no target ever saw (non-members).
/// </summary>
public sealed record AttackInput
{
    /// <summary>The target's outputs on the attacked points.</summary>
    public required LogitTable Target { get; init; }

    /// <summary>True classes of the attacked points, 0-based.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Which attacked points are members (true: forget set).</summary>
    public required bool[] Members { get; init; }

    /// <summary>The target's outputs on retained points (<see cref="AttackNeeds.Retain"/>).</summary>
    public ModelOutputs? Retain { get; init; }

    /// <summary>Shadow models' outputs on the attacked points (<see cref="AttackNeeds.Shadows"/>).</summary>
    public ShadowOutputs? Shadows { get; init; }

    /// <summary>The target's outputs on the population set (<see cref="AttackNeeds.Population"/>).</summary>
    public ModelOutputs? Population { get; init; }

    /// <summary>Shadow models' outputs on the population set, one table a shadow.</summary>
    public IReadOnlyList<LogitTable>? ShadowPopulation { get; init; }

    /// <summary>The original model's outputs on the attacked points (<see cref="AttackNeeds.Original"/>).</summary>
    public LogitTable? Original { get; init; }

    /// <summary>
    /// Models trained with the forget set and then unlearned, one table each on the attacked points
    /// (<see cref="AttackNeeds.UnlearnedShadows"/>).
    /// </summary>
    public IReadOnlyList<LogitTable>? UnlearnedShadows { get; init; }

    /// <summary>Models retrained without the forget set, one table each on the attacked points.</summary>
    public IReadOnlyList<LogitTable>? Retrained { get; init; }

    /// <summary>
    /// Outputs of an incompetent model (randomly initialised, never trained) on the attacked points
    /// (<see cref="AttackNeeds.Incompetent"/>).
    /// </summary>
    public LogitTable? Incompetent { get; init; }

    /// <summary>Mean accuracies of the models behind <see cref="UnlearnedShadows"/>.</summary>
    public ModelAccuracies? UnlearnedAccuracies { get; init; }

    /// <summary>Mean accuracies of the models behind <see cref="Retrained"/>.</summary>
    public ModelAccuracies? RetrainedAccuracies { get; init; }

    /// <summary>The target's representations of the attacked points (<see cref="AttackNeeds.Representations"/>).</summary>
    public FeatureTable? Representation { get; init; }

    /// <summary>Retrained models' representations of the attacked points, one table each.</summary>
    public IReadOnlyList<FeatureTable>? RetrainedRepresentations { get; init; }
}
