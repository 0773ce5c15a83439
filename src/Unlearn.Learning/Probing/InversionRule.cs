namespace Unlearn.Learning.Probing;

/// <summary>How the row behind the difference of an MLP's weights is sought.</summary>
public enum InversionRule
{
    /// <summary>The input is optimised until its gradient points along the difference.</summary>
    GradientMatching,

    /// <summary>The quotient of weight and bias differences in the first layer.</summary>
    ClosedForm,
}
