namespace Unlearn.Engine.Output;

/// <summary>Where and with what a run was made: <c>environment.json</c>. Not part of the deterministic results.</summary>
public sealed record RunEnvironment
{
    /// <summary>Version of the product.</summary>
    public required string Product { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The tensor library with its version.</summary>
    public required string Library { get; init; }

    /// <summary>How the native library was found.</summary>
    public required string LibraryLoaded { get; init; }

    /// <summary>The operating system.</summary>
    public required string System { get; init; }

    /// <summary>The processor's architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>The processor's name, or null where the system does not tell.</summary>
    public string? Processor { get; init; }

    /// <summary>Logical cores.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory that the process may use, in bytes.</summary>
    public required long Memory { get; init; }

    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>Commit of the git repository that holds the manifest's folder, or null.</summary>
    public string? Commit { get; init; }

    /// <summary>Assemblies that took part, with their versions.</summary>
    public required IReadOnlyDictionary<string, string> Packages { get; init; }

    /// <summary>Workers.</summary>
    public required int Jobs { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>SHA-256 of <c>results.json</c>; null while the run has none.</summary>
    public string? ResultsDigest { get; init; }
}
