using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>
/// Looks ahead for a manifest's <c>tune</c>, because entries that stand before it are bound before it; and checks what binding
/// cannot see in one place.
/// </summary>
internal static class TuneReader
{
    // Properties of the root record and of the record of tuning options.
    private const string TuneProperty = "Tune";
    private const string ExceptProperty = "Except";
    private const string MethodsProperty = "Methods";

    /// <summary>The wish for tuning, or null where the manifest has none.</summary>
    public static TuneRequest? Read(YamlMapping root, ManifestModel model)
    {
        PropertyModel? tune = model.Root.Properties.FirstOrDefault(static property => property.Name == TuneProperty);
        if (
            tune?.Value is not RecordReference options
            || root.Entries.FirstOrDefault(entry => entry.Key.Text == tune.Key) is not { } given
        )
        {
            return null;
        }

        string except = model.RecordOf(options.TypeName).KeyOf(ExceptProperty);
        YamlNode? names = (given.Value as YamlMapping)
            ?.Entries.FirstOrDefault(entry => entry.Key.Text == except)
            ?.Value;
        return new(given.Key.Span, except, [.. (names as YamlSequence)?.Items.OfType<YamlScalar>() ?? []]);
    }

    /// <summary>Names that no method has, and tuning that finds nothing to tune.</summary>
    public static void Check(BindingContext context, YamlMapping root)
    {
        if (context.Tune is not { } tune)
        {
            return;
        }

        string key = context.Model.Root.KeyOf(MethodsProperty);
        YamlNode? methods = root.Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
        HashSet<string> names = [.. (methods as YamlMapping)?.Entries.Select(static entry => entry.Key.Text) ?? []];
        foreach (YamlScalar except in tune.Except.Where(except => !names.Contains(except.Text)))
        {
            context.Report(
                DiagnosticDescriptors.UnknownValue,
                except.Span,
                tune.ExceptKey,
                Display.Text(except.Text),
                Display.Sentence(NearestName.Hint(except.Text, names))
            );
        }

        if (!tune.FindsSomething && !context.HasUnknownComponent)
        {
            context.Report(
                DiagnosticDescriptors.Unused,
                tune.Span,
                context.Model.Root.KeyOf(TuneProperty),
                "; none of its methods has an option with a search space"
            );
        }
    }
}
