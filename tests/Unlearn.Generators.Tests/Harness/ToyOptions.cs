using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unlearn.Generators.Tests.Harness;

/// <summary>Properties that a project would pass to the generator.</summary>
internal sealed class ToyOptions(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(properties);

    private sealed class Options(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptions
    {
        public Options(Dictionary<string, string> none)
            : this((IReadOnlyDictionary<string, string>)none) { }

        public override bool TryGetValue(string key, out string value) => properties.TryGetValue(key, out value!);
    }
}
