using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;

namespace Unlearn.Generators.Binding;

/// <summary>Rules between the components of a manifest.</summary>
internal static class CombinationRules
{
    public static void Check(BindingContext context)
    {
        foreach (ComponentUse use in context.Components)
        {
            foreach (ServesModel serves in use.Component.Serves)
            {
                CheckServed(context, use, serves);
            }
        }

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
            if (!context.Components.Any(other => use.Component.Requires.Contains(other.Component.Name)))
            {
                string names = Describe.Quoted(use.Component.Requires);
                context.Report(DiagnosticDescriptors.Lonely, use.Span, use.Component.Kind, use.Component.Name, names);
            }
        }
    }

    private static void CheckServed(BindingContext context, ComponentUse use, ServesModel serves)
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
                    use.Span,
                    use.Component.Kind,
                    use.Component.Name,
                    names,
                    component.Kind,
                    component.Name,
                    serves.Reason.Length == 0 ? "" : $": {serves.Reason}"
                );
            }
        }
    }

    private static void CheckUsed(BindingContext context)
    {
        foreach ((PropertyModel property, Yaml.YamlSpan span) in context.ConditionalOptions)
        {
            bool isUsed = context.Components.Any(use => property.Rules.UsedBy.Any(use.Component.Is));
            if (!isUsed)
            {
                string[] users =
                [
                    .. context
                        .Model.Components.Where(component => property.Rules.UsedBy.Any(component.Is))
                        .Select(static component => component.Name)
                        .Distinct(),
                ];
                string hint = users.Length == 0 ? "" : $"; it is for {string.Join(", ", users)}";
                context.Report(DiagnosticDescriptors.Unused, span, property.Key, hint);
            }
        }
    }
}
