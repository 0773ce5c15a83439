using Unlearn.Formats.Arrays;

namespace Unlearn.Audit;

/// <summary>Something that <c>unlearn audit</c> can run, an attack or a metric, with its options in force.</summary>
public interface IAudit
{
    /// <summary>Its name, as in manifests where it exists there.</summary>
    string Name { get; }

    /// <summary>The record that holds its options.</summary>
    object Options { get; }

    /// <summary>The arrays that it reads with these options.</summary>
    IReadOnlyList<ArrayNeed> Arrays { get; }

    /// <summary>Runs it.</summary>
    /// <param name="arrays">Arrays that match <see cref="Arrays"/>, all required ones among them.</param>
    AuditResult Run(IReadOnlyList<NamedArray> arrays);
}
