using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Data;

namespace Unlearn.Engine.Tests;

/// <summary>The plan of a definition with its data, with the options as written where it is tuned.</summary>
internal static class LoadedPlan
{
    public static ExperimentPlan Of(ExperimentDefinition definition, DataFolders folders, params string[] filters) =>
        ExperimentPlanner.Whole(
            new ExperimentPlanner(definition, ProblemLoader.Load(definition, folders)).Build(new TrialFilter(filters))
        );
}
