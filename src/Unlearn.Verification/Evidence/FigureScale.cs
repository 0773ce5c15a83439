namespace Unlearn.Verification.Evidence;

/// <summary>How the values of a figure lie, which decides how they are printed.</summary>
public enum FigureScale
{
    /// <summary>On the line of real numbers.</summary>
    Plain,

    /// <summary>A share or an AUC, between 0 and 1; an interval that reaches beyond is printed as far as it can be true.</summary>
    Rate,

    /// <summary>A difference with a sign, 0 for none.</summary>
    Difference,

    /// <summary>A quotient, 1 for equal: printed as a multiple.</summary>
    Multiple,
}
