using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Probing;

/// <summary>The models of one trial; stacks of one member each, read only.</summary>
public sealed record ProbeInput
{
    /// <summary>Dataset and network.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>What was to be forgotten, and the key of the original.</summary>
    public required ForgetRequest Request { get; init; }

    /// <summary>Points that no model saw and that the attacker has.</summary>
    public required PointSet Public { get; init; }

    /// <summary>The attacked model.</summary>
    public required ParameterStack Target { get; init; }

    /// <summary>The model before forgetting.</summary>
    public required ParameterStack Original { get; init; }

    /// <summary>Retrained without the forget set, from the original's own seed.</summary>
    public required ParameterStack Reference { get; init; }
}
