namespace Unlearn.Engine.Planning;

/// <summary>A row of a setting with its trials, a seed each.</summary>
/// <param name="Recipe">How its models are made.</param>
/// <param name="Trials">In seed order.</param>
public sealed record PlannedRow(RowRecipe Recipe, IReadOnlyList<PlannedTrial> Trials);
