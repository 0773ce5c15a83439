using Unlearn.Engine.Definition;
using Unlearn.Engine.Lineage;
using Unlearn.Engine.Output;
using Unlearn.Engine.Results;

namespace Unlearn.Reporting.Certificates;

/// <summary>What a certificate is made from.</summary>
public sealed record CertificateSources
{
    /// <summary>The run's results.</summary>
    public required ExperimentResults Results { get; init; }

    /// <summary>Its seconds; null where they are gone.</summary>
    public RunTimings? Timings { get; init; }

    /// <summary>Machine and times; null likewise.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>SHA-256 of the manifest's text.</summary>
    public required string ManifestDigest { get; init; }

    /// <summary>SHA-256 of <c>results.json</c>.</summary>
    public required string ResultsDigest { get; init; }

    /// <summary>Where the points of the trial's request went.</summary>
    public required RequestLineage Lineage { get; init; }

    /// <summary>Weight files outside of the store.</summary>
    public IReadOnlyList<ExportedWeights> Exported { get; init; } = [];

    /// <summary>The request; null where there is none in the books.</summary>
    public DeletionRequest? Request { get; init; }

    /// <summary>Hashes points.</summary>
    public required PointHash Hash { get; init; }

    /// <summary>SHA-256 of the public key that is to sign; null where nothing does.</summary>
    public string? SignedBy { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Issued { get; init; }
}
