namespace Unlearn.Reporting.Certificates;

/// <summary>How a model answered a request.</summary>
public sealed record CertifiedMethod
{
    /// <summary>The trial that is the model: <c>digits/mlp/a-few/sisa-5/seed-0</c>.</summary>
    public required string Trial { get; init; }

    /// <summary>The row of the report.</summary>
    public required string Row { get; init; }

    /// <summary>The method's type name.</summary>
    public required string Type { get; init; }

    /// <summary><c>exact</c>, <c>certified</c> or <c>approximate</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>All options as canonical JSON text.</summary>
    public required string Options { get; init; }

    /// <summary>What the method guarantees, in words.</summary>
    public required string Guarantee { get; init; }

    /// <summary>The guaranteed epsilon in nats; null where the method guarantees none.</summary>
    public double? Epsilon { get; init; }

    /// <summary>The guaranteed delta; null likewise.</summary>
    public double? Delta { get; init; }
}
