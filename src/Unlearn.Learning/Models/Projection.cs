namespace Unlearn.Learning.Models;

/// <summary>A matrix of a transformer's block.</summary>
/// <param name="Name">Its array.</param>
/// <param name="Kind">What it belongs to.</param>
/// <param name="InputsFirst">Whether its rows are inputs, as in files of GPT-2; otherwise its columns are.</param>
public sealed record Projection(string Name, ProjectionKind Kind, bool InputsFirst);
