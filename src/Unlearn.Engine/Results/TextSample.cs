namespace Unlearn.Engine.Results;

/// <summary>A forgotten text, and what the models of the first seed say of it.</summary>
/// <param name="Point">The point's id.</param>
/// <param name="Prompt">What models go on from.</param>
/// <param name="Right">What would be right.</param>
/// <param name="Answers">What they say by the likeliest token each time, by row.</param>
public sealed record TextSample(int Point, string Prompt, string Right, IReadOnlyList<RowAnswer> Answers);
