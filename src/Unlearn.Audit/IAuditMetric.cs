using Unlearn.Verification.Audits;

namespace Unlearn.Audit;

/// <summary>A figure on plain numbers that is no attack on outputs; the record that implements it holds its options.</summary>
public interface IAuditMetric
{
    /// <summary>The arrays that it reads.</summary>
    IReadOnlyList<ArrayNeed> Arrays { get; }

    /// <summary>Computes it.</summary>
    AuditResult Evaluate(ArraySet arrays);
}
