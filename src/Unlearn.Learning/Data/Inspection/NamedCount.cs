namespace Unlearn.Learning.Data.Inspection;

/// <summary>How many points something has.</summary>
/// <param name="Name">The class, the group or the part.</param>
/// <param name="Points">Its points.</param>
public sealed record NamedCount(string Name, int Points);
