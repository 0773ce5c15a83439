using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Core.Conditions;

namespace Unlearn.Learning.Data.Queries;

/// <summary>
/// A condition over the columns and the label of a dataset, such as <c>label in [3, 5] and age > 60</c>. The manifest compiler
/// checks it where it stands; what only the data can tell is checked before any training, with the place in the manifest.
/// </summary>
/// <param name="Text">The condition as written.</param>
public sealed record Condition(string Text)
{
    /// <summary>The manifest's file name; empty where the condition was made in C#.</summary>
    [NotInKeys]
    public string File { get; init; } = "";

    /// <summary>The line of the manifest, from 1; 0 where the condition was made in C#.</summary>
    [NotInKeys]
    public int Line { get; init; }

    /// <summary>Which points of a dataset meet the condition, by id.</summary>
    /// <param name="dataset">Columns are read in their own units, features as the model sees them.</param>
    /// <exception cref="InputException">It is no condition, or the dataset has no such column.</exception>
    public bool[] Of(Dataset dataset)
    {
        try
        {
            return new QueryEvaluator(dataset).Evaluate(QueryParser.Parse(Text));
        }
        catch (QueryException wrong)
        {
            throw Wrong($"{wrong.Message} (in `{VisibleText.Excerpt(Text)}`, character {wrong.Start + 1})");
        }
    }

    /// <summary>An error at the condition's place in the manifest, where it has one.</summary>
    internal InputException Wrong(string message) =>
        File.Length > 0 ? new InputException(message, File, Line) : new InputException(message);

    /// <summary>
    /// What the numbers that stand for classes mean where classes are called by words, <c>3 is class 3 of 10: 'three'</c>; null where there is
    /// nothing to say.
    /// </summary>
    public string? Describe(Dataset dataset) => new QueryEvaluator(dataset).Describe(QueryParser.Parse(Text));
}
