using Unlearn.Verification.Auditing;

namespace Unlearn.Tool.Auditing;

/// <summary>A figure on plain numbers that is no attack on outputs; the record that implements it holds its options.</summary>
internal interface IAuditMetric
{
    /// <summary>The arrays that it reads.</summary>
    IReadOnlyList<ArrayNeed> Arrays { get; }

    /// <summary>Computes it.</summary>
    AuditResult Evaluate(ArraySet arrays);
}
