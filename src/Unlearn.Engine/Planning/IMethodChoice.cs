using Unlearn.Learning.Forgetting;

namespace Unlearn.Engine.Planning;

/// <summary>Gives rows other methods than those that the manifest wrote: the same ones with options that were found.</summary>
public interface IMethodChoice
{
    /// <summary>The method of a row with its chosen options; the row's own where nothing was chosen.</summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="row">The row as written.</param>
    IUnlearningMethod? MethodOf(LearningProblem problem, string scenario, RowRecipe row);
}
