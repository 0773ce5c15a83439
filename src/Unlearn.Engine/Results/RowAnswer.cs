using System.Text.Json.Serialization;

namespace Unlearn.Engine.Results;

/// <summary>What the model of a row says.</summary>
/// <param name="Row">The row's id.</param>
/// <param name="Text">Its words; empty where it says nothing.</param>
public sealed record RowAnswer(string Row, string Text)
{
    /// <summary>What its method drew from the original to prefer to the right answer, in the order of its passes; null where it draws nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Drawn { get; init; }
}
