namespace Unlearn.Generators.Model;

/// <summary>The types of the contracts that generated code names, as it names them.</summary>
/// <param name="Experiment">The interface of compiled manifests.</param>
/// <param name="Definition">The record that a whole manifest is bound to.</param>
internal sealed record ContractTypes(string Experiment, string Definition);
