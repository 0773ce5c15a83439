using Unlearn.Engine.Definition;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Planning;

/// <summary>Files that methods name, read before anything is planned: keys depend on what they say.</summary>
public static class MethodFiles
{
    /// <summary>The experiment with what its methods' files say.</summary>
    /// <exception cref="Core.InputException">A file is missing or says nothing.</exception>
    public static ExperimentDefinition Read(ExperimentDefinition definition, DataFolders folders) =>
        definition with
        {
            Methods = [.. definition.Methods.Select(method => Read(method, folders))],
        };

    /// <summary>One method with what its files say.</summary>
    /// <exception cref="Core.InputException">A file is missing or says nothing.</exception>
    public static Named<IUnlearningMethod> Read(Named<IUnlearningMethod> method, DataFolders folders) =>
        method.Value is IFileMethod reader ? method with { Value = reader.Read(folders) } : method;
}
