using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>What decides a map of loss.</summary>
/// <param name="Original">Key of the trained model.</param>
/// <param name="Points">Digest of the points over which losses are means.</param>
/// <param name="Reference">Key of the retrained model.</param>
internal sealed record LandscapeInputs(string Original, string Points, string Reference)
{
    /// <summary>Key of the unlearned model; null for the map of training.</summary>
    [AbsentWhenNull]
    public string? Answer { get; init; }

    /// <summary>Tells keys of different kinds apart.</summary>
    public string Kind { get; init; } = "landscape";

    /// <summary>Version of the map.</summary>
    public int Version { get; init; } = LandscapeTask.Version;
}
