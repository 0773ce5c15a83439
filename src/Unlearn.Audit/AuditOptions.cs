using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Core.Options;
using Unlearn.Verification.Attacks;

namespace Unlearn.Audit;

/// <summary>Options of an audit: <c>--set key=value</c> onto the record that holds them, with the checks that manifests get.</summary>
public static class AuditOptions
{
    /// <summary>The properties that are options; the number of models is what the file holds, so it is none.</summary>
    public static IReadOnlyList<PropertyInfo> Properties(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property =>
                    property.SetMethod is { IsPublic: true }
                    && !(typeof(IShadowAttack).IsAssignableFrom(type) && property.Name == nameof(IShadowAttack.Shadows))
                ),
        ];

    /// <summary>The options in force, by key: numbers, booleans and names of choices.</summary>
    public static IReadOnlyDictionary<string, object> Values(object record) =>
        Properties(record.GetType())
            .ToDictionary(
                static property => OptionReader.Key(property),
                property =>
                    property.GetValue(record) switch
                    {
                        Enum choice => OptionReader.EnumName(choice.GetType().GetField(choice.ToString())!),
                        var value => value!,
                    }
            );

    /// <summary>Sets options on a fresh record.</summary>
    /// <param name="record">The record; changed in place.</param>
    /// <param name="audit">The audit's name, for messages.</param>
    /// <param name="assignments">Texts of the form <c>key=value</c>.</param>
    /// <exception cref="InputException">A key or a choice is unknown, or a value is of another type or out of range.</exception>
    public static void Apply(object record, string audit, IReadOnlyList<string> assignments)
    {
        IReadOnlyList<PropertyInfo> options = Properties(record.GetType());
        string[] keys = [.. options.Select(static property => OptionReader.Key(property))];
        foreach (string assignment in assignments)
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new InputException($"--set {assignment}: write option=value, for example --set gamma=2");
            }

            string key = assignment[..equals].Trim();
            int at = Array.IndexOf(keys, key);
            if (at < 0)
            {
                string why = key == "shadows" ? "the number of models is what the files hold" : Known(audit, key, keys);
                throw new InputException($"--set {assignment}: {why}");
            }

            object value = Parse(options[at].PropertyType, assignment, assignment[(equals + 1)..].Trim());
            CheckRange(options[at], assignment, value);
            options[at].SetValue(record, value);
        }
    }

    private static string Known(string audit, string key, string[] keys) =>
        keys.Length == 0
            ? $"'{audit}' has no options"
            : $"'{audit}' has no option '{key}'{NearestName.Hint(key, keys)} (options: {string.Join(", ", keys)})";

    private static object Parse(Type type, string assignment, string text)
    {
        if (type.IsEnum)
        {
            FieldInfo[] choices = type.GetFields(BindingFlags.Public | BindingFlags.Static);
            string[] names = [.. choices.Select(OptionReader.EnumName)];
            int at = Array.IndexOf(names, text);
            return at >= 0
                ? choices[at].GetValue(null)!
                : throw new InputException(
                    $"--set {assignment}: '{text}' is none of {string.Join(", ", names)}{NearestName.Hint(text, names)}"
                );
        }

        object? value = Type.GetTypeCode(type) switch
        {
            TypeCode.String => text,
            TypeCode.Boolean => text is "true" or "false" ? text == "true" : null,
            TypeCode.Int32 => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int whole)
                ? whole
                : null,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
                ? number
                : null,
        };
        string expected =
            type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "a whole number"
            : "a number";
        return value ?? throw new InputException($"--set {assignment}: '{text}' is not {expected}");
    }

    private static void CheckRange(PropertyInfo property, string assignment, object value)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range || value is Enum or bool or string)
        {
            return;
        }

        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        double least = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
        double most = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        if (number < least || number > most)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"--set {assignment}: the range is {least} to {most}")
            );
        }
    }
}
