namespace Unlearn.Learning.Landscape;

/// <summary>One panel of the explaining figure: a loss, a walk on it, and the weights that learning was looking for.</summary>
/// <param name="Surface">The loss surface.</param>
/// <param name="Path">The walk: its start and the place after each step.</param>
/// <param name="Target">The minimum of the training loss, with this panel's loss there.</param>
public sealed record LandscapePanel(LossBowl Surface, IReadOnlyList<LandscapePoint> Path, LandscapePoint Target);
