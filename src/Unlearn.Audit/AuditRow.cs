namespace Unlearn.Audit;

/// <summary>One line of an audit that is a table.</summary>
/// <param name="Name">The row's number in the input, or the names of a pair.</param>
/// <param name="Values">Numbers by kebab-case name, in reading order; may be infinite.</param>
public sealed record AuditRow(string Name, IReadOnlyList<KeyValuePair<string, double>> Values)
{
    /// <summary>A row from name and value in turn.</summary>
    public static AuditRow Of(string name, params (string Name, double Value)[] values) =>
        new(name, [.. values.Select(static value => KeyValuePair.Create(value.Name, value.Value))]);
}
