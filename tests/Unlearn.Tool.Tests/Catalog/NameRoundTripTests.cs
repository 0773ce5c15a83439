using System.Reflection;
using System.Text;
using System.Text.Json;
using Unlearn.Core.Components;
using Unlearn.Core.Options;
using Unlearn.Engine.Output;
using Unlearn.Formats.Json;
using Unlearn.Tool.Catalog;
using Unlearn.Tool.Compilation;
using Unlearn.Verification.Attacks;

namespace Unlearn.Tool.Tests.Catalog;

/// <summary>What <c>unlearn list</c> prints can be written into a manifest: every component, option, default and value.</summary>
public sealed class NameRoundTripTests
{
    // What the manifest compiler says of a key, a component or a value that it does not know, and of a value of another type.
    private static readonly string[] NotUnderstood = ["UNL0004", "UNL0005", "UNL0006", "UNL0012"];

    private static readonly IReadOnlyList<ComponentEntry> Components = ComponentCatalog.Read();

    public static IEnumerable<string> Families() => ComponentFamily.All.Select(static family => family.Key);

    public static IEnumerable<Type> Enums() =>
        Records()
            .SelectMany(static record => record.GetProperties())
            .Where(static property => property.SetMethod is { IsPublic: true })
            .SelectMany(static property =>
                (Type[])[property.PropertyType, .. property.PropertyType.GenericTypeArguments]
            )
            .Where(static type => type.IsEnum)
            .Distinct();

    [TestCaseSource(nameof(Families))]
    public void A_manifest_takes_every_name_that_the_list_prints(string family)
    {
        string manifest = ManifestOf(family);

        string[] misunderstood =
        [
            .. new ManifestCompiler()
                .Check([new("names.unlearn.yaml", manifest)])
                .Where(static found => NotUnderstood.Contains(found.Id))
                .Select(static found => found.ToString()),
        ];

        Assert.That(misunderstood, Is.Empty);
    }

    [Test]
    public void The_check_finds_a_name_that_manifests_do_not_know() =>
        Assert.That(
            new ManifestCompiler()
                .Check([
                    new(
                        "names.unlearn.yaml",
                        ManifestOf("methods").Replace("solver: k-fac", "solver: kfac", StringComparison.Ordinal)
                    ),
                ])
                .Count(static found => found.Id == "UNL0012"),
            Is.EqualTo(1)
        );

    [TestCaseSource(nameof(Enums))]
    public void A_value_has_one_name_in_lists_keys_and_json(Type values)
    {
        var options = new JsonSerializerOptions
        {
            Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(KebabNames.Policy) },
        };
        foreach (FieldInfo field in values.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            string listed = $"\"{OptionReader.EnumName(field)}\"";
            object value = field.GetValue(null)!;
            Assert.That(CanonicalJson.Of(value), Is.EqualTo(listed));
            Assert.That(JsonSerializer.Serialize(value, values, options), Is.EqualTo(listed));
        }
    }

    [Test]
    public void An_option_has_one_name_in_lists_and_keys()
    {
        foreach (Type record in Records().Where(static type => type.GetConstructor(Type.EmptyTypes) is not null))
        {
            using var written = JsonDocument.Parse(CanonicalJson.OptionsOf(Activator.CreateInstance(record)!));
            Assert.That(
                written.RootElement.EnumerateObject().Select(static option => option.Name),
                Is.SubsetOf(record.GetProperties().Select(static property => OptionReader.Key(property))),
                record.Name
            );
        }
    }

    private static IEnumerable<Type> Records() =>
        ComponentFamily
            .All.Select(static family => family.Attribute.Assembly)
            .Append(typeof(VerificationAttackAttribute).Assembly)
            .Distinct()
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => type.GetCustomAttribute<ComponentAttribute>(inherit: false) is not null);

    // One entry with every default of a component as it is printed, and one for each value of each choice.
    private static string ManifestOf(string family)
    {
        var text = new StringBuilder("experiment: names\n");
        foreach (ComponentFamily other in ComponentFamily.All)
        {
            text.Append(other.Key == "model" ? "models" : other.Key).Append(":\n");
            IEnumerable<string> entries =
                other.Key == family ? Entries(family) : [Components.First(one => one.Family == other.Key).Name];
            text.AppendJoin("", entries.Select(static (entry, index) => $"  e{index}: {{ type: {entry} }}\n"));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Entries(string family)
    {
        foreach (ComponentEntry component in Components.Where(one => one.Family == family))
        {
            IEnumerable<string> defaults = component
                .Options.Where(static option => option.Default is not ("" or "required" or "{}"))
                .Select(static option => $", {option.Key}: {option.Default}");
            yield return component.Name + string.Concat(defaults);
            foreach (
                ComponentOption option in component.Options.Where(static option =>
                    option.Type.Contains(" | ", StringComparison.Ordinal)
                )
            )
            {
                foreach (string value in option.Type.Replace("list of ", "", StringComparison.Ordinal).Split(" | "))
                {
                    yield return $"{component.Name}, {option.Key}: {value}";
                }
            }
        }
    }
}
