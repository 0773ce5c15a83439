using Unlearn.Generators.Binding;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Model;

namespace Unlearn.Generators.Emission;

/// <summary>What the class of an experiment is written from. No positions: they must not disturb the source.</summary>
/// <param name="Contracts">The types of the contracts that the class names.</param>
/// <param name="Names">Where the class goes.</param>
/// <param name="FileName">The manifest's name without folders.</param>
/// <param name="Text">The manifest's text.</param>
/// <param name="Definition">The definition, or null for a manifest with errors.</param>
internal sealed record ExperimentSource(
    ContractTypes Contracts,
    ExperimentNames Names,
    string FileName,
    string Text,
    BoundObject? Definition
);

/// <summary>The unique names of an experiment's class.</summary>
/// <param name="Path">The manifest.</param>
/// <param name="HintName">Name of the generated file.</param>
/// <param name="Namespace">Namespace of the class.</param>
/// <param name="ClassName">Name of the class.</param>
/// <param name="DuplicateOf">An earlier manifest that has the same experiment name.</param>
internal sealed record ExperimentNames(
    string Path,
    string HintName,
    string Namespace,
    string ClassName,
    string? DuplicateOf
);

/// <summary>All experiments of a compilation, ordered by path.</summary>
internal sealed record Roster(EquatableArray<ExperimentNames> Experiments);
