namespace Unlearn.Engine.Results;

/// <summary>How many points a class has.</summary>
/// <param name="Name">The class.</param>
/// <param name="Points">All points of it.</param>
public sealed record ClassPoints(string Name, int Points);
