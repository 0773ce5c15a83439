using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>What components and values of options say about the components that they can be combined with.</summary>
internal static class CombinationLimits
{
    public static void Check(BindingContext context)
    {
        foreach (ComponentUse use in context.Components)
        {
            string who = $"The {use.Component.Kind} '{use.Component.Name}'";
            Check(context, new(who, use.Span, use.Component.Limits));
        }

        foreach (ValueUse use in context.Values)
        {
            Check(context, new($"'{use.Key}: {use.Member.Key}'", use.Span, use.Member.Limits));
        }
    }

    private static void Check(BindingContext context, Holder holder)
    {
        foreach (ServesModel serves in holder.Limits.Serves)
        {
            CheckServed(context, holder, serves);
        }

        foreach (RefusesModel refuses in holder.Limits.Refuses)
        {
            CheckRefused(context, holder, refuses);
        }
    }

    private static void CheckServed(BindingContext context, Holder holder, ServesModel serves)
    {
        ComponentModel[] served = [.. context.Model.Components.Where(component => serves.Types.Any(component.Is))];
        string[] kinds = [.. served.Select(static component => component.Kind).Distinct()];
        string names = string.Join(", ", served.Select(static component => component.Name).Distinct());
        foreach (ComponentUse other in context.Components)
        {
            ComponentModel component = other.Component;
            if (kinds.Contains(component.Kind) && !serves.Types.Any(component.Is))
            {
                context.Report(
                    DiagnosticDescriptors.NotServed,
                    holder.Span,
                    holder.Who,
                    names,
                    component.Kind,
                    component.Name,
                    Because(serves.Reason)
                );
            }
        }
    }

    private static void CheckRefused(BindingContext context, Holder holder, RefusesModel refuses)
    {
        foreach (ComponentUse other in context.Components.Where(use => refuses.Types.Any(use.Component.Is)))
        {
            RecordModel record = other.Component.Record;
            if (
                (refuses.With.Length == 0 || IsGiven(other, record.KeyOf(refuses.With)))
                && (refuses.Without.Length == 0 || !IsGiven(other, record.KeyOf(refuses.Without)))
            )
            {
                string with = refuses.With.Length == 0 ? "" : $" with '{record.KeyOf(refuses.With)}'";
                string without = refuses.Without.Length == 0 ? "" : $" without '{record.KeyOf(refuses.Without)}'";
                context.Report(
                    DiagnosticDescriptors.Refused,
                    holder.Span,
                    holder.Who,
                    other.Component.Kind,
                    other.Component.Name,
                    with + without,
                    Because(refuses.Reason)
                );
            }
        }
    }

    /// <summary>An empty text is how a manifest says that it gives none.</summary>
    private static bool IsGiven(ComponentUse use, string key) =>
        use.Node is YamlMapping map
        && map.Entries.Any(entry => entry.Key.Text == key && entry.Value is not YamlScalar { Text: "" });

    private static string Because(string reason) => reason.Length == 0 ? "" : $": {reason}";

    /// <summary>A component or value that limits others.</summary>
    /// <param name="Who">How messages name it.</param>
    /// <param name="Span">Where it stands.</param>
    /// <param name="Limits">Its limits.</param>
    private sealed record Holder(string Who, YamlSpan Span, LimitsModel Limits);
}
