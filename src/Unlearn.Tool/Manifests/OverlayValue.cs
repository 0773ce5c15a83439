using System.Buffers;
using System.Text.Json;
using Unlearn.Tool.Terminal;
using Unlearn.Verification;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Unlearn.Tool.Manifests;

/// <summary>The value of a <c>--set</c>: one YAML node that can stand anywhere on a line, in block and in flow style.</summary>
internal static class OverlayValue
{
    private static readonly SearchValues<char> Structural = SearchValues.Create(",[]{}#:\\");

    /// <summary>Checks the text and gives it back in a form that cannot change what stands around it.</summary>
    /// <exception cref="InputException">It is not one YAML value in flow style.</exception>
    public static string Read(string assignment, string text)
    {
        YamlNode? node = Parse(assignment, text.Trim());
        return node switch
        {
            null => "",
            YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain }
                when !plain.AsSpan().ContainsAny(Structural) => plain,
            YamlScalarNode scalar => JsonSerializer.Serialize(scalar.Value, JsonOutput.Indented),
            YamlMappingNode { Style: MappingStyle.Flow } or YamlSequenceNode { Style: SequenceStyle.Flow } =>
                text.Trim(),
            _ => throw new InputException($"--set {assignment}: write lists as [a, b] and maps as {{ a: b }}"),
        };
    }

    private static YamlNode? Parse(string assignment, string text)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            throw new InputException($"--set {assignment}: the value must stand on one line");
        }

        try
        {
            return YamlText.Load(text) switch
            {
                [] => null,
                [var only] => only.RootNode,
                null => throw new InputException(
                    $"--set {assignment}: the value is nested too deeply, or holds an alias"
                ),
                _ => throw new InputException($"--set {assignment}: the value is more than one YAML document"),
            };
        }
        catch (Exception broken) when (broken is YamlException or InvalidOperationException)
        {
            throw new InputException($"--set {assignment}: the value is not YAML ({broken.Message})");
        }
    }
}
