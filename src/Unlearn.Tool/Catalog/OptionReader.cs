using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Unlearn.Verification.Components;

namespace Unlearn.Tool.Catalog;

/// <summary>Reads a component's options from its record.</summary>
internal static class OptionReader
{
    /// <summary>Its settable public properties.</summary>
    public static IReadOnlyList<ComponentOption> Read(Type component, DocumentationFile documentation)
    {
        object? instance = component.GetConstructor(Type.EmptyTypes) is null
            ? null
            : Activator.CreateInstance(component);
        return
        [
            .. component
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static property => property.SetMethod is { IsPublic: true })
                .Select(property => new ComponentOption(
                    Key(property),
                    property.IsDefined(typeof(QueryAttribute)) ? "condition" : Words(property.PropertyType),
                    Default(property, instance),
                    Range(property),
                    documentation.Summary(property)
                )),
        ];
    }

    /// <summary>The key of a property in manifests.</summary>
    public static string Key(MemberInfo member) =>
        member.GetCustomAttribute<YamlNameAttribute>()?.Name ?? ManifestNames.Camel(member.Name);

    private static string Default(PropertyInfo property, object? instance) =>
        IsRequired(property) ? "required"
        : instance is null ? ""
        : Value(property.GetValue(instance));

    /// <summary>By name: a charting library brings a public type of its own with the same full name.</summary>
    private static bool IsRequired(PropertyInfo property) =>
        property.CustomAttributes.Any(static mark => mark.AttributeType.Name == "RequiredMemberAttribute");

    private static string Range(PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
            : "";

    private static string Words(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
        {
            return string.Join(" | ", plain.GetFields(BindingFlags.Public | BindingFlags.Static).Select(EnumName));
        }

        if (plain != typeof(string) && plain.IsGenericType && plain.IsAssignableTo(typeof(IEnumerable)))
        {
            return $"list of {Words(plain.GetGenericArguments()[^1])}";
        }

        return Type.GetTypeCode(plain) switch
        {
            TypeCode.Boolean => "true | false",
            TypeCode.Int32 or TypeCode.Int64 or TypeCode.UInt64 => "integer",
            TypeCode.Double or TypeCode.Single => "number",
            TypeCode.String => "text",
            _ => "map",
        };
    }

    private static string Value(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool flag => flag ? "true" : "false",
            Enum choice => EnumName(choice.GetType().GetField(choice.ToString())!),
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Value))}]",
            IFormattable number when Type.GetTypeCode(value.GetType()) != TypeCode.Object => number.ToString(
                null,
                CultureInfo.InvariantCulture
            ),
            _ => "{}",
        };

    /// <summary>The name of a choice in manifests.</summary>
    public static string EnumName(FieldInfo field) =>
        field.GetCustomAttribute<YamlNameAttribute>()?.Name ?? ManifestNames.Kebab(field.Name);
}
