using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>What certified methods report.</summary>
public static class CertificateFigures
{
    /// <summary>The epsilon that the method promises, in nats.</summary>
    public static FigureKind Epsilon { get; } =
        new(
            "certified-epsilon",
            "Epsilon",
            "The method guarantees that its weights cannot be told from those of its own retraining beyond this epsilon, in nats, and delta."
        )
        {
            Unit = Units.Nats,
            Direction = Direction.Lower,
        };

    /// <summary>The delta of the promise.</summary>
    public static FigureKind Delta { get; } =
        new("certified-delta", "Delta", "The delta of the method's guarantee.")
        {
            Unit = "probability",
            Direction = Direction.Lower,
        };

    /// <summary>Upper bound on the norm of the objective's gradient at the released weights.</summary>
    public static FigureKind ResidualBound { get; } =
        new(
            "residual-bound",
            "Residual bound",
            "Upper bound on the norm of the method's objective's gradient at the released weights; retraining has 0."
        )
        {
            Unit = "gradient",
            Direction = Direction.Lower,
        };

    /// <summary>How much further the bound may grow before the promise would break.</summary>
    public static FigureKind BudgetLeft { get; } =
        new(
            "budget-left",
            "Budget left",
            "How much the residual bound may still grow before the method must train again to keep its guarantee."
        )
        {
            Unit = "gradient",
            Direction = Direction.Higher,
        };

    /// <summary>Trainings from scratch because the budget was spent; in a stream, since its first request.</summary>
    public static FigureKind Retrainings { get; } =
        new(
            "retrainings",
            "Retrainings",
            "Trainings from scratch within the request, in a stream since its first one, because the budget was spent."
        )
        {
            Unit = Units.Count,
            Direction = Direction.Lower,
        };

    /// <summary>The promise alone: epsilon and delta.</summary>
    public static IReadOnlyList<FigureKind> Promise { get; } = [Epsilon, Delta];

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<FigureKind> Kinds { get; } = [Epsilon, Delta, ResidualBound, BudgetLeft, Retrainings];

    /// <summary>Reports epsilon and delta.</summary>
    internal static void Add(MethodFigures figures, int member, double epsilon, double delta)
    {
        figures.Add(member, Epsilon, epsilon);
        figures.Add(member, Delta, delta);
    }
}
