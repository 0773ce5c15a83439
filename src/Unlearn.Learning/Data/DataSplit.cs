namespace Unlearn.Learning.Data;

/// <summary>Three disjoint sets of point ids, each in ascending order.</summary>
/// <param name="Train">Points that the original model is trained on.</param>
/// <param name="Test">Points for accuracy and for non-members of attacks.</param>
/// <param name="Population">Points that no target ever sees.</param>
public sealed record DataSplit(int[] Train, int[] Test, int[] Population);
