namespace Unlearn.Engine.Definition;

/// <summary>A compiled manifest. The generator emits one sealed class a manifest; it has no state.</summary>
public interface IExperiment
{
    /// <summary>Name of the manifest file, without folders.</summary>
    string ManifestFile { get; }

    /// <summary>The manifest's text as it was compiled, for the run folder.</summary>
    string ManifestText { get; }

    /// <summary>The typed definition.</summary>
    ExperimentDefinition Define();
}
