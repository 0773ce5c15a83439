using Unlearn.Engine.Results;
using Unlearn.Verification.Evidence;

namespace Unlearn.Reporting.Model;

/// <summary>One trial with its timings as figures.</summary>
public sealed record TrialReport
{
    /// <summary>Identifier, see <see cref="TrialResult.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Index of the seed, 0-based.</summary>
    public required int Seed { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What attacks warn of, see <see cref="TrialResult.Warnings"/>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Figures of the results, then those of the timings.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>Loss of each epoch of a diverged training; may hold infinities and NaN.</summary>
    public required IReadOnlyList<double> LossCurve { get; init; }

    /// <summary>The figure of a name, or null.</summary>
    public Figure? Find(string name) => Figures.FirstOrDefault(figure => figure.Name == name);

    /// <summary>The figure of a kind that every trial has, or null.</summary>
    public Figure? Find(FigureKind kind) => Find(kind.Name);
}
