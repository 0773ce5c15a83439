using System.Text;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Model;
using Unlearn.Verification.Components;

namespace Unlearn.Generators.Schema;

/// <summary>What a component can be combined with, in words: a paragraph for each limit.</summary>
internal static class LimitsText
{
    public static string Of(ManifestModel model, ComponentModel component)
    {
        StringBuilder text = new();
        Append(text, model, component.Limits, "Serves only", "Cannot be combined with");
        foreach (PropertyModel property in component.Record.Properties)
        {
            foreach (EnumMemberModel member in (property.Value as EnumModel)?.Members ?? [])
            {
                string value = $"`{property.Key}: {member.Key}`";
                Append(text, model, member.Limits, $"{value} serves only", $"{value} cannot be combined with");
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ManifestModel model, LimitsModel limits, string only, string not)
    {
        foreach (ServesModel serves in limits.Serves)
        {
            text.Append($"{only} {Names(model, serves.Types)}{Because(serves.Reason)}.\n\n");
        }

        foreach (RefusesModel refuses in limits.Refuses)
        {
            string with = refuses.With.Length == 0 ? "" : $" with `{ManifestNames.Camel(refuses.With)}`";
            string without = refuses.Without.Length == 0 ? "" : $" without `{ManifestNames.Camel(refuses.Without)}`";
            text.Append($"{not} {Names(model, refuses.Types)}{with}{without}{Because(refuses.Reason)}.\n\n");
        }
    }

    private static string Names(ManifestModel model, EquatableArray<string> types) =>
        string.Join(
            ", ",
            model.Components.Where(other => types.Any(other.Is)).Select(static other => $"`{other.Name}`").Distinct()
        );

    private static string Because(string reason) => reason.Length == 0 ? "" : $": {reason}";
}
