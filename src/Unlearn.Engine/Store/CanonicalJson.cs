using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Unlearn.Verification.Components;

namespace Unlearn.Engine.Store;

/// <summary>
/// One text for one value: members in ordinal order, no white space, shortest round-trip numbers, invariant culture. Store
/// keys are hashes of it, so nothing that a person may change without changing a result (comments, the order of keys, file
/// names) can reach them.
/// </summary>
/// <remarks>
/// Options are the settable properties of a record; computed ones and names of files that are known by their content
/// (<see cref="NotInKeysAttribute"/>) are left out. A component (a type with a <see cref="ComponentAttribute"/>) is
/// written as its type name, the version of its algorithm and its options.
/// </remarks>
public static class CanonicalJson
{
    private static readonly ConcurrentDictionary<Type, Shape> Shapes = new();
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical text of a value.</summary>
    /// <param name="value">Null, a primitive, an enum, a string, a list, a map with string keys, or a record of those.</param>
    public static string Of(object? value) => Text(writer => Write(writer, value));

    /// <summary>The canonical text of a component's options alone, without its type and version.</summary>
    public static string OptionsOf(object component) =>
        Text(writer => WriteOptions(writer, component, ShapeOf(component.GetType())));

    /// <summary>The canonical text of a component without the options that have a search space: the same for all candidates of tuning.</summary>
    public static string WithoutSearched(object component) =>
        Text(writer =>
        {
            Shape shape = ShapeOf(component.GetType());
            WriteRecord(
                writer,
                component,
                shape with
                {
                    Options = [.. shape.Options.Where(static one => !IsSearched(one.Item2))],
                }
            );
        });

    /// <summary>The name that manifests use for a component.</summary>
    /// <exception cref="ArgumentException">The type carries no <see cref="ComponentAttribute"/>.</exception>
    public static string TypeNameOf(object component) =>
        ShapeOf(component.GetType()).Component?.Name
        ?? throw new ArgumentException($"{component.GetType()} is no component.", nameof(component));

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case Enum named:
                writer.WriteStringValue(ManifestNames.Kebab(named.ToString()));
                break;
            case double or float:
                WriteNumber(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case int or long or short or byte or uint or ulong or ushort or sbyte or decimal:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                WriteMap(writer, map);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteRecord(writer, value, ShapeOf(value.GetType()));
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
        {
            // Minus zero equals zero everywhere that options are used.
            writer.WriteRawValue((number == 0.0 ? 0.0 : number).ToString("R", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map)
    {
        writer.WriteStartObject();
        foreach (string key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            Write(writer, map[key]);
        }

        writer.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter writer, object value, Shape shape)
    {
        if (shape.Component is not { } component)
        {
            WriteOptions(writer, value, shape);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("options");
        WriteOptions(writer, value, shape);
        writer.WriteString("type", component.Name);
        writer.WriteNumber("version", component.Version);
        writer.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter writer, object value, Shape shape)
    {
        writer.WriteStartObject();
        foreach ((string name, PropertyInfo property) in shape.Options)
        {
            writer.WritePropertyName(name);
            Write(writer, property.GetValue(value));
        }

        writer.WriteEndObject();
    }

    private static bool IsSearched(PropertyInfo option) =>
        option.IsDefined(typeof(SearchSpaceAttribute)) || option.IsDefined(typeof(SearchChoicesAttribute));

    private static Shape ShapeOf(Type type) =>
        Shapes.GetOrAdd(
            type,
            static type => new Shape(
                type.GetCustomAttribute<ComponentAttribute>(),
                [
                    .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                        .Where(static property => property is { CanRead: true, SetMethod.IsPublic: true })
                        .Where(static property => property.GetIndexParameters().Length == 0)
                        .Where(static property => !property.IsDefined(typeof(NotInKeysAttribute)))
                        .Select(static property => (ManifestNames.Camel(property.Name), property))
                        .OrderBy(static option => option.Item1, StringComparer.Ordinal),
                ]
            )
        );

    private sealed record Shape(ComponentAttribute? Component, IReadOnlyList<(string, PropertyInfo)> Options);
}
