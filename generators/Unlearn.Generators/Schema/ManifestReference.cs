using System.Text;
using Microsoft.CodeAnalysis;
using Unlearn.Generators.Binding;
using Unlearn.Generators.Model;
using Unlearn.Verification.Components;

namespace Unlearn.Generators.Schema;

/// <summary>Writes the manifest reference in Markdown, from the same model that manifests are checked against.</summary>
public static class ManifestReference
{
    private const string Introduction = """
        # Manifest reference

        This page is generated from the records that manifests are checked against; do not edit it.

        A manifest is a YAML file `*.unlearn.yaml`. Keys are camelCase, names of types and values kebab-case; an unknown key is an error.
        `datasets`, `models`, `forget`, `methods` and `attacks` map names to components: the name is the component's type unless the entry says
        another with `type`, and an entry without a value takes all defaults. Inside such an entry a list where one value is expected is a
        sweep: the manifest gets one entry for each combination. Scalars follow the YAML 1.2 core schema; anchors, aliases, tags and
        several documents in one file are not supported. What can be wrong is listed under [diagnostics](diagnostics/).


        """;

    /// <summary>The reference of all manifests that a compilation can compile.</summary>
    /// <param name="compilation">References the contracts; descriptions come from its references' XML documentation.</param>
    /// <exception cref="ArgumentException">The compilation does not reference the contracts.</exception>
    public static string Write(Compilation compilation)
    {
        ManifestModel model = ManifestSchema.ReadModel(compilation);
        StringBuilder text = new(Introduction.Replace("\r", ""));
        Section(text, model, "## The manifest", model.Root);
        foreach (RecordModel record in model.Records)
        {
            Section(text, model, $"## Options: {Options(record)}", record);
        }

        foreach (FamilyModel family in model.Families)
        {
            text.Append($"## Each {family.Kind}\n\n");
            foreach (ComponentModel component in model.ComponentsOf(family.Interface))
            {
                Section(text, model, $"### `{component.Name}`", component.Record);
                text.Append(LimitsText.Of(model, component));
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder text, ManifestModel model, string heading, RecordModel record)
    {
        text.Append($"{heading}\n\n");
        if (record.Summary.Length > 0)
        {
            text.Append(record.Summary).Append("\n\n");
        }

        if (record.Properties.Count == 0)
        {
            text.Append("No options.\n\n");
            return;
        }

        text.Append("| option | value | meaning |\n|---|---|---|\n");
        foreach (PropertyModel property in record.Properties)
        {
            string required = property.IsRequired ? " **Required.**" : "";
            text.Append(
                $"| `{property.Key}` | {Cell(Value(model, property))} | {Cell(property.Summary)}{required} |\n"
            );
        }

        text.Append('\n');
        foreach (ChoiceModel choice in record.Choices)
        {
            string keys = string.Join(", ", choice.Options.Select(option => $"`{record.KeyOf(option)}`"));
            text.Append($"{(choice.IsOptional ? "At most" : "Exactly")} one of {keys} is given.\n\n");
        }

        if (record.Sum is { } sum)
        {
            string keys = string.Join(", ", sum.Options.Select(option => $"`{record.KeyOf(option)}`"));
            string limit = Diagnostics.Display.Number(sum.Limit);
            text.Append($"The sum of {keys} is at most {limit}; a number above that is a count and does not add.\n\n");
        }
    }

    private static string Value(ManifestModel model, PropertyModel property)
    {
        string value = property.Value switch
        {
            RecordReference record => $"map: {Options(model.RecordOf(record.TypeName))}",
            UnsupportedModel => "only in C#",
            _ => Describe.Expected(property.Value, model),
        };
        string range = property.Rules.Range is { } bounds ? $", {Describe.Range(bounds)}" : "";
        string count = property.Rules.Count is { } entries ? $", {Describe.Count(entries)}" : "";
        string pattern = property.Rules.Pattern is { } regex ? $" that matches `{regex}`" : "";
        return value + pattern + range + count + Search(property.Rules.Search);
    }

    private static string Search(SearchModel? search) =>
        search switch
        {
            null => "",
            { Choices.Count: > 0 } =>
                $"; tuned among {string.Join(", ", search.Choices.Select(static one => one.Text))}",
            _ =>
                $"; tuned over {Diagnostics.Display.Number(search.Least)} to {Diagnostics.Display.Number(search.Most)}{(search.IsLogarithmic ? " (logarithmic)" : "")}",
        };

    /// <summary><c>global::Unlearn.Learning.Data.SplitRule</c> becomes <c>split rule</c>.</summary>
    private static string Options(RecordModel record) =>
        ManifestNames.Words(record.TypeName.Substring(record.TypeName.LastIndexOf('.') + 1));

    private static string Cell(string text) => text.Replace("|", "\\|");
}
