namespace Unlearn.Formats.Json;

/// <summary>Text that is canonical JSON already, such as the identity of a model that many keys hold: it is written as it stands.</summary>
/// <param name="Json">From <see cref="CanonicalJson"/>.</param>
public readonly record struct CanonicalText(string Json)
{
    /// <inheritdoc />
    public override string ToString() => Json;
}
