using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Compilation;

/// <summary>Findings in manifests as a SARIF 2.1.0 log, which code scanning of GitHub and others reads.</summary>
internal static class Sarif
{
    private static readonly JsonSerializerOptions Layout = new(JsonOutput.Indented)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The log as JSON.</summary>
    /// <param name="diagnostics">The findings.</param>
    public static string Of(IReadOnlyList<ManifestDiagnostic> diagnostics) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
                ["version"] = "2.1.0",
                ["runs"] = new[]
                {
                    new
                    {
                        Tool = new
                        {
                            Driver = new
                            {
                                Name = "unlearn",
                                Version = typeof(Sarif)
                                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                                    .InformationalVersion,
                                Rules = diagnostics
                                    .DistinctBy(static diagnostic => diagnostic.Id)
                                    .Select(static diagnostic => new
                                    {
                                        diagnostic.Id,
                                        HelpUri = diagnostic.HelpLink.Length > 0 ? diagnostic.HelpLink : null,
                                    }),
                            },
                        },
                        Results = diagnostics.Select(static diagnostic => new
                        {
                            RuleId = diagnostic.Id,
                            Level = diagnostic.Severity == ManifestSeverity.Error ? "error" : "warning",
                            Message = new { Text = diagnostic.Message },
                            Locations = new[]
                            {
                                new
                                {
                                    PhysicalLocation = new
                                    {
                                        ArtifactLocation = new { Uri = diagnostic.File.Replace('\\', '/') },
                                        Region = new { StartLine = diagnostic.Line, StartColumn = diagnostic.Column },
                                    },
                                },
                            },
                        }),
                    },
                },
            },
            Layout
        );
}
