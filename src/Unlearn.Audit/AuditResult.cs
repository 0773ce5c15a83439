using Unlearn.Verification.Evidence;

namespace Unlearn.Audit;

/// <summary>What an audit found.</summary>
public sealed record AuditResult
{
    /// <summary>The figures, the headline first; empty where a table of rows is the result.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>A line for each row of the input (a count, a pair), where the audit is a table.</summary>
    public IReadOnlyList<AuditRow> Rows { get; init; } = [];

    /// <summary>One score per point, larger = member, in the order of the input; null where none is defined.</summary>
    public double[]? Scores { get; init; }

    /// <summary>The members behind <see cref="Scores"/>, where there is one per score.</summary>
    public bool[]? Members { get; init; }

    /// <summary>Other lists of numbers that were found, by name.</summary>
    public IReadOnlyDictionary<string, double[]> Vectors { get; init; } = new Dictionary<string, double[]>();

    /// <summary>What a reader must know to interpret or reproduce the figures.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What makes the figures less trustworthy than they look, such as probabilities of 0.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
