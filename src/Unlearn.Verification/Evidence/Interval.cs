namespace Unlearn.Verification.Evidence;

/// <summary>A two-sided interval for a figure.</summary>
/// <param name="Lower">Lower end, in the figure's unit.</param>
/// <param name="Upper">Upper end, in the figure's unit; may be positive infinity.</param>
/// <param name="Level">Nominal coverage in (0, 1), 0.95 unless said otherwise.</param>
/// <param name="Method">How it was made: <c>clopper-pearson</c>, <c>delong</c>, <c>disjoint-pairs</c>, <c>newcombe</c>, <c>bootstrap</c>, <c>student-t</c>, <c>two-way-t</c>.</param>
public sealed record Interval(double Lower, double Upper, double Level, string Method);
