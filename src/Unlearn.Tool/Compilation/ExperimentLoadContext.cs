using System.Reflection;
using System.Runtime.Loader;
using Unlearn.Engine.Definition;

namespace Unlearn.Tool.Compilation;

/// <summary>Holds a compiled manifest. The contracts come from wherever the tool itself runs.</summary>
internal sealed class ExperimentLoadContext() : AssemblyLoadContext("Compiled manifests", isCollectible: true)
{
    private static readonly AssemblyLoadContext Host =
        GetLoadContext(typeof(IExperiment).Assembly) ?? AssemblyLoadContext.Default;

    protected override Assembly? Load(AssemblyName assemblyName) => Host.LoadFromAssemblyName(assemblyName);
}
