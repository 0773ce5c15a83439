using Unlearn.Generators.Collections;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;

namespace Unlearn.Generators.Binding;

/// <summary>Rules between the components of a manifest.</summary>
internal static class CombinationRules
{
    public static void Check(BindingContext context)
    {
        CombinationLimits.Check(context);

        // An unknown component might have been the one that uses the option.
        if (!context.HasUnknownComponent)
        {
            CheckUsed(context);
            CheckRequired(context);
        }
    }

    private static void CheckRequired(BindingContext context)
    {
        foreach (ComponentUse use in context.Components.Where(static use => use.Component.Requires.Count > 0))
        {
            if (!context.Components.Any(other => use.Component.Requires.Any(other.Component.Is)))
            {
                string names = Describe.Quoted(Names(context, use.Component.Requires));
                context.Report(DiagnosticDescriptors.Lonely, use.Span, use.Component.Kind, use.Component.Name, names);
            }
        }
    }

    private static void CheckUsed(BindingContext context)
    {
        foreach ((PropertyModel property, YamlSpan span) in context.ConditionalOptions)
        {
            bool isUsed = context.Components.Any(use => property.Rules.UsedBy.Any(use.Component.Is));
            if (!isUsed)
            {
                string[] users = [.. Names(context, property.Rules.UsedBy)];
                string hint = users.Length == 0 ? "" : $"; it is for {string.Join(", ", users)}";
                context.Report(DiagnosticDescriptors.Unused, span, property.Key, hint);
            }
        }
    }

    private static IEnumerable<string> Names(BindingContext context, EquatableArray<string> types) =>
        context
            .Model.Components.Where(component => types.Any(component.Is))
            .Select(static component => component.Name)
            .Distinct();
}
