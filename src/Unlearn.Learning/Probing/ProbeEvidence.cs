using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Probing;

/// <summary>Evidence that there is none.</summary>
public static class ProbeEvidence
{
    /// <summary>The headline without a value.</summary>
    /// <param name="probe">The attack.</param>
    /// <param name="reason">Why, as half a sentence for the report.</param>
    public static AttackEvidence NotResolvable(IModelProbe probe, string reason) =>
        AttackEvidence.NotResolvable(probe.Kinds[0], reason);
}
