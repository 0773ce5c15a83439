using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Unlearn.Core;
using Unlearn.Engine.Output;
using Unlearn.Formats.Files;

namespace Unlearn.Reporting.Certificates;

/// <summary>Certificates as JSON: indented, the same bytes for the same certificate.</summary>
public static class CertificateJson
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(KebabNames.Policy, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The text, ending in a line feed.</summary>
    public static string Text(Certificate certificate) => JsonSerializer.Serialize(certificate, Form) + "\n";

    /// <summary>Reads a certificate.</summary>
    /// <exception cref="InputException">The file holds none.</exception>
    public static Certificate Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Certificate>(RegularFile.Read(path), Form)
                ?? throw new JsonException("it is null");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new InputException($"This is no certificate: {error.Message}", path, 0, error);
        }
    }
}
