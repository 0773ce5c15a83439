namespace Unlearn.Verification.Attacks.Reference;

/// <summary>How <see cref="ReferenceModel"/> compares a point's log-probability under the target with that under models that never saw it.</summary>
public enum ReferenceScore
{
    /// <summary>The target's less the others': how many nats likelier.</summary>
    Difference,

    /// <summary>The others' loss over the target's: above 1 where the target knows the point better.</summary>
    Ratio,
}
