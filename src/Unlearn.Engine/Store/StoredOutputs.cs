using Unlearn.Formats.Json;

namespace Unlearn.Engine.Store;

/// <summary>
/// The entry that holds a member's outputs: its key is the member's, and the entry says which points it has. A run that asks for further
/// ones replaces it by one that has both.
/// </summary>
internal static class StoredOutputs
{
    private const string Kind = "outputs";

    /// <summary>Version of how networks are evaluated; raised where the same weights give other bits.</summary>
    private const int Version = 1;

    /// <summary>The entry's key.</summary>
    public static ContentKey KeyOf(ContentKey member) => ContentKey.Of(InputsOf(member));

    /// <summary>The entry's header.</summary>
    /// <param name="member">Whose outputs.</param>
    /// <param name="seconds">What computing them took.</param>
    public static EntryHeader HeaderOf(ContentKey member, double seconds) =>
        new(KeyOf(member), Kind, InputsOf(member), seconds, 0);

    private static string InputsOf(ContentKey member) => CanonicalJson.Of(new OutputsInputs(Kind, member.Hex, Version));
}
