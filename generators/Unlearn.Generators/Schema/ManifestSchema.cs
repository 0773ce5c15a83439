using Microsoft.CodeAnalysis;
using Unlearn.Core.Names;
using Unlearn.Generators.Model;

namespace Unlearn.Generators.Schema;

/// <summary>Writes the JSON schema (draft-07) of manifests, from the same model that they are checked against.</summary>
public sealed class ManifestSchema
{
    private const string TypeKey = "type";

    private readonly ManifestModel _model;
    private readonly JsonWriter _json = new();

    private ManifestSchema(ManifestModel model) => _model = model;

    /// <summary>The schema of all manifests that a compilation can compile.</summary>
    /// <param name="compilation">References the contracts; descriptions come from its references' XML documentation.</param>
    /// <exception cref="ArgumentException">The compilation does not reference the contracts.</exception>
    public static string Write(Compilation compilation) => new ManifestSchema(ReadModel(compilation)).Write();

    internal static ManifestModel ReadModel(Compilation compilation) =>
        ModelReader.Read(compilation, withSummaries: true, CancellationToken.None)
        ?? throw new ArgumentException("The compilation does not reference Unlearn.Engine.", nameof(compilation));

    private string Write()
    {
        _json.Object(() =>
        {
            _json.Text("$schema", "http://json-schema.org/draft-07/schema#");
            _json.Text("title", "Manifest of an unlearning experiment");
            WriteOptions(_model.Root, sweeps: false, type: null);
            _json.Object(
                "definitions",
                () =>
                {
                    foreach (bool sweeps in (bool[])[false, true])
                    {
                        WriteDefinitions(sweeps);
                    }
                }
            );
        });
        return _json.ToString();
    }

    private void WriteDefinitions(bool sweeps)
    {
        foreach (RecordModel record in _model.Records)
        {
            _json.Object(RecordName(record.TypeName, sweeps), () => WriteOptions(record, sweeps, type: null));
        }

        foreach (FamilyModel family in _model.Families)
        {
            _json.Object(FamilyName(family.Interface, sweeps), () => WriteFamily(family.Interface, sweeps));
        }

        foreach (ComponentModel component in _model.Components)
        {
            _json.Object(
                ComponentName(component, sweeps),
                () => WriteOptions(component.Record, sweeps, component.Name)
            );
        }
    }

    private void WriteOptions(RecordModel record, bool sweeps, string? type)
    {
        Describe(record.Summary);
        _json.Text(TypeKey, "object");
        _json.Truth("additionalProperties", false);
        string[] required =
        [
            .. record.Properties.Where(static item => item.IsRequired).Select(static item => item.Key),
        ];
        if (required.Length > 0)
        {
            _json.Texts("required", required);
        }

        _json.Object(
            "properties",
            () =>
            {
                if (type is not null)
                {
                    _json.Object(ManifestFile.TypeKey, () => _json.Text("const", type));
                }

                foreach (PropertyModel property in record.Properties)
                {
                    if (property.Value is not UnsupportedModel)
                    {
                        _json.Object(property.Key, () => WriteProperty(property, sweeps));
                    }
                }
            }
        );
        WriteChoices(record);
    }

    private void WriteChoices(RecordModel record)
    {
        ChoiceModel[] choices = [.. record.Choices.Where(static choice => !choice.IsOptional)];
        if (choices.Length > 0)
        {
            _json.Array(
                "allOf",
                choices.Select(choice =>
                    (Action)(
                        () =>
                            _json.Object(() =>
                                _json.Array(
                                    "oneOf",
                                    choice.Options.Select(option =>
                                        (Action)(
                                            () => _json.Object(() => _json.Texts("required", [record.KeyOf(option)]))
                                        )
                                    )
                                )
                            )
                    )
                )
            );
        }
    }

    private void WriteProperty(PropertyModel property, bool sweeps)
    {
        Describe(property.Summary);
        bool isOneValue = property.Value is ScalarModel or EnumModel or QueryModel;
        if (sweeps && isOneValue)
        {
            _json.Array(
                "anyOf",
                [
                    () => _json.Object(() => WriteValue(property.Value, property.Rules, sweeps)),
                    () =>
                        _json.Object(() =>
                        {
                            _json.Text(TypeKey, "array");
                            _json.Number("minItems", 1);
                            _json.Object("items", () => WriteValue(property.Value, property.Rules, sweeps));
                        }),
                ]
            );
            return;
        }

        WriteValue(property.Value, property.Rules, sweeps);
    }

    private void WriteValue(ValueModel value, RuleModel rules, bool sweeps)
    {
        switch (value)
        {
            case ScalarModel { Kind: ScalarKind.Boolean }:
                _json.Text(TypeKey, "boolean");
                break;
            case QueryModel:
                _json.Text(TypeKey, "string");
                break;
            case ExpectationsModel:
                _json.Text(TypeKey, "object");
                _json.Object("additionalProperties", () => _json.Text(TypeKey, "string"));
                break;
            case ScalarModel { Kind: ScalarKind.Text }:
                _json.Texts(TypeKey, ["string", "number", "boolean"]);
                if (rules.Pattern is { } pattern)
                {
                    _json.Text("pattern", pattern);
                }

                break;
            case ScalarModel scalar:
                _json.Text(TypeKey, scalar.Kind == ScalarKind.Number ? "number" : "integer");
                WriteRange(rules.Range);
                break;
            case EnumModel choice:
                _json.Texts("enum", choice.Members.Select(static member => member.Key));
                break;
            case ListModel list:
                _json.Text(TypeKey, "array");
                WriteCount(rules.Count, "minItems", "maxItems");
                _json.Object("items", () => WriteValue(list.Item, rules, sweeps));
                break;
            case RecordReference record:
                Refer(RecordName(record.TypeName, sweeps));
                break;
            case FamilyReference family:
                Refer(FamilyName(family.Family, sweeps));
                break;
            case NamedMapModel map:
                WriteMap(map, rules);
                break;
        }
    }

    private void WriteMap(NamedMapModel map, RuleModel rules)
    {
        _json.Text(TypeKey, "object");
        WriteCount(rules.Count, "minProperties", "maxProperties");
        _json.Object("propertyNames", () => _json.Text("pattern", ManifestFile.NamePattern));
        _json.Object(
            "properties",
            () =>
            {
                foreach (ComponentModel component in _model.ComponentsOf(map.Family))
                {
                    _json.Object(component.Name, () => WriteEntry(map.Family, component));
                }
            }
        );
        _json.Object("additionalProperties", () => Refer(FamilyName(map.Family, sweeps: true)));
    }

    /// <summary>An entry whose name is a type: it may be empty and need not say the type again.</summary>
    private void WriteEntry(string family, ComponentModel component)
    {
        Describe(component.Record.Summary);
        _json.Array(
            "anyOf",
            [
                () => _json.Object(() => _json.Text(TypeKey, "null")),
                () => _json.Object(() => Refer(ComponentName(component, sweeps: true))),
                () => _json.Object(() => Refer(FamilyName(family, sweeps: true))),
            ]
        );
    }

    /// <summary>Any component of a family: by its name alone, or as a map that says its type.</summary>
    private void WriteFamily(string family, bool sweeps)
    {
        ComponentModel[] components = [.. _model.ComponentsOf(family)];
        List<Action> forms =
        [
            () => _json.Object(() => _json.Texts("enum", components.Select(static item => item.Name))),
        ];
        foreach (ComponentModel component in components)
        {
            forms.Add(() =>
                _json.Object(() =>
                {
                    _json.Texts("required", [ManifestFile.TypeKey]);
                    _json.Array("allOf", [() => _json.Object(() => Refer(ComponentName(component, sweeps)))]);
                })
            );
        }

        _json.Array("anyOf", forms);
    }

    private void Refer(string definition) => _json.Text("$ref", "#/definitions/" + definition);

    private void Describe(string summary)
    {
        if (summary.Length > 0)
        {
            _json.Text("description", summary);
        }
    }

    private void WriteRange(RangeModel? range)
    {
        if (range is not null)
        {
            _json.Number(range.LeastIsExclusive ? "exclusiveMinimum" : "minimum", range.Least);
            _json.Number(range.MostIsExclusive ? "exclusiveMaximum" : "maximum", range.Most);
        }
    }

    private void WriteCount(CountModel? count, string least, string most)
    {
        if (count is not null)
        {
            _json.Number(least, count.Least);
            if (count.Most != int.MaxValue)
            {
                _json.Number(most, count.Most);
            }
        }
    }

    private static string RecordName(string typeName, bool sweeps) =>
        typeName.Substring(typeName.LastIndexOf('.') + 1) + (sweeps ? "-sweep" : "");

    private string FamilyName(string family, bool sweeps) =>
        _model.KindOf(family).Replace(' ', '-') + (sweeps ? "-sweep" : "");

    private static string ComponentName(ComponentModel component, bool sweeps) =>
        $"{component.Kind.Replace(' ', '-')}.{component.Name}{(sweeps ? "-sweep" : "")}";
}
