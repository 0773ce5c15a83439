using System.Text.Json.Serialization;
using Unlearn.Learning.Landscape;

namespace Unlearn.Engine.Results;

/// <summary>The loss around the model of the first seed.</summary>
/// <param name="Map">The loss over a plane, and the walk in it.</param>
public sealed record ModelLandscape(LossMap Map)
{
    /// <summary>The row whose answer is the walk, on the loss of the forgotten points; null where it is training, on that of all training points.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Row { get; init; }
}
