using System.Text.Json.Serialization;
using Unlearn.Engine.Output;

namespace Unlearn.Engine.Ledger;

/// <summary>Figures and failures in the store.</summary>
[JsonSerializable(typeof(MeasureResult))]
[JsonSerializable(typeof(TaskFailure))]
[JsonSerializable(typeof(SortedDictionary<int, string>))]
[JsonSerializable(typeof(SortedDictionary<int, DrawnAnswer[]>))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    /// <summary>Without white space.</summary>
    public static LedgerJson Compact { get; } = new(JsonForm.Compact);
}
