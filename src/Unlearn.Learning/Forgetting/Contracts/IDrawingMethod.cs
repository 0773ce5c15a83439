namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>
/// A method that draws answers from the original before it trains. What was drawn is kept (<see cref="IDrawnAnswers"/>), by the original and the request alone: settings that differ in
/// how they train take the same.
/// </summary>
public interface IDrawingMethod : IWeightMethod
{
    /// <summary>Answers that are drawn to each forgotten prompt, at least one.</summary>
    int Draws { get; }
}
