namespace Unlearn.Verification.Evidence.Kinds;

/// <summary>The target's outputs on retained points.</summary>
public sealed class RetainEvidence : LabelledEvidence
{
    private RetainEvidence()
        : base(PointRole.Retain, "retain", "retained points") { }

    /// <summary>The kind.</summary>
    public static RetainEvidence Kind { get; } = new();
}
