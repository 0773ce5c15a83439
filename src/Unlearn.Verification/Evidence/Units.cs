namespace Unlearn.Verification.Evidence;

/// <summary>
/// Units of figures that more than one figure has, or that decide how numbers are printed. A figure of its own may have a unit of its own,
/// which is printed as it stands.
/// </summary>
public static class Units
{
    /// <summary>A share, or a number without any other unit; three decimals.</summary>
    public const string Fraction = "fraction";

    /// <summary>A quotient of two sizes of the same kind.</summary>
    public const string Ratio = "ratio";

    /// <summary>Information by the natural logarithm.</summary>
    public const string Nats = "nats";

    /// <summary>Information by the logarithm to base 2.</summary>
    public const string Bits = "bits";

    /// <summary>Seconds of one worker.</summary>
    public const string Seconds = "seconds";

    /// <summary>Points of a dataset; whole numbers.</summary>
    public const string Points = "points";

    /// <summary>A number of anything else; whole numbers.</summary>
    public const string Count = "count";

    /// <summary>Tokens of texts.</summary>
    public const string Tokens = "tokens";

    /// <summary>The probability of what was seen, or more, by chance.</summary>
    public const string PValue = "p-value";

    /// <summary>Cosine of an angle, in [-1, 1].</summary>
    public const string Cosine = "cosine";
}
