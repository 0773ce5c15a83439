namespace Unlearn.Engine.Store;

/// <summary>What decides a member's outputs.</summary>
/// <param name="Kind">Tells keys of different kinds apart.</param>
/// <param name="Member">Key of the member.</param>
/// <param name="Version">Version of how networks are evaluated.</param>
internal sealed record OutputsInputs(string Kind, string Member, int Version);
