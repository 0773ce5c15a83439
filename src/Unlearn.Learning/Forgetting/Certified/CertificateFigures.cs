using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>Names of what certified methods report.</summary>
public static class CertificateFigures
{
    /// <summary>The epsilon that the method promises, in nats.</summary>
    public const string Epsilon = "certified-epsilon";

    /// <summary>The delta of the promise.</summary>
    public const string Delta = "certified-delta";

    /// <summary>Upper bound on the norm of the objective's gradient at the released weights.</summary>
    public const string ResidualBound = "residual-bound";

    /// <summary>How much further the bound may grow before the promise would break.</summary>
    public const string BudgetLeft = "budget-left";

    /// <summary>Trainings from scratch because the budget was spent; in a stream, since its first request.</summary>
    public const string Retrainings = "retrainings";

    /// <summary>Reports epsilon and delta.</summary>
    internal static void Add(MethodFigures figures, int member, double epsilon, double delta)
    {
        figures.Add(member, Epsilon, epsilon, "nats", Direction.Lower);
        figures.Add(member, Delta, delta, "probability", Direction.Lower);
    }
}
