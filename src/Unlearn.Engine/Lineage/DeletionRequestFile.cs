using System.Text.Json;
using System.Text.Json.Serialization;
using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Output;
using Unlearn.Formats.Files;

namespace Unlearn.Engine.Lineage;

/// <summary>A deletion request in a JSON file of its own, with the members that <c>request:</c> has in manifests.</summary>
public static partial class DeletionRequestFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">It is no request.</exception>
    public static DeletionRequest Read(string path)
    {
        DeletionRequest request;
        try
        {
            request = JsonForm.Read(RegularFile.Read(path), Context.Default.DeletionRequest);
        }
        catch (JsonException error)
        {
            throw new InputException(
                $"This is no request: it looks like {{ \"id\": \"R-17\", \"askedBy\": \"...\", \"received\": \"2026-11-30\", \"retrainBy\": \"2027-01-31\" }}{Where(error)}.",
                path,
                (int)(error.LineNumber ?? -1) + 1,
                error
            );
        }

        foreach (
            (string name, string? day) in new[] { ("received", request.Received), ("retrainBy", request.RetrainBy) }
        )
        {
            if (day is not null && !DateOnly.TryParseExact(day, "yyyy-MM-dd", out _))
            {
                throw new InputException($"{name}: '{day}' is no day; write it as 2026-11-30.", path);
            }
        }

        return request;
    }

    /// <summary>The member that is not as it should be, where the reader names one; its own words are for programmers.</summary>
    private static string Where(JsonException error) =>
        error.Path is { Length: > 2 } path
            ? $"; `{VisibleText.EscapeLine(VisibleText.Excerpt(path[2..], 40))}` does not"
            : "";

    [JsonSourceGenerationOptions(
        JsonSerializerDefaults.General,
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true
    )]
    [JsonSerializable(typeof(DeletionRequest))]
    private sealed partial class Context : JsonSerializerContext;
}
