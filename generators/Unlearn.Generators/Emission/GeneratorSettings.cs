using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unlearn.Generators.Text;

namespace Unlearn.Generators.Emission;

/// <summary>What the project says.</summary>
/// <param name="Namespace">Namespace of the generated classes.</param>
/// <param name="ProjectFolder">The project's folder, or empty.</param>
internal sealed record GeneratorSettings(string Namespace, string ProjectFolder)
{
    private const string Experiments = "Experiments";

    public static GeneratorSettings Read(AnalyzerConfigOptions options)
    {
        string folder = options.TryGetValue("build_property.ProjectDir", out string? given) ? given : "";
        if (options.TryGetValue("build_property.UnlearningNamespace", out string? chosen) && chosen.Length > 0)
        {
            return new(Sanitise(chosen), folder);
        }

        string root = options.TryGetValue("build_property.RootNamespace", out string? name) ? Sanitise(name) : "";
        bool saysIt = root == Experiments || root.EndsWith("." + Experiments, StringComparison.Ordinal);
        return new(
            saysIt ? root
                : root.Length == 0 ? "Unlearn.Generated"
                : $"{root}.{Experiments}",
            folder
        );
    }

    private static string Sanitise(string name) =>
        string.Join(
            ".",
            name.Split('.')
                .Where(static part => part.Length > 0)
                .Select(static part =>
                    CSharpLiteral.Identifier(
                        new string([.. part.Select(static c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_')])
                            is var word
                        && SyntaxFacts.IsIdentifierStartCharacter(word[0])
                            ? word
                            : "_" + word
                    )
                )
        );
}
