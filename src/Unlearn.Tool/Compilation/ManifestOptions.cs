using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unlearn.Core.Names;

namespace Unlearn.Tool.Compilation;

/// <summary>Tells the generator, as a build would, that every given file is a manifest, whatever its name.</summary>
internal sealed class ManifestOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Options None = new(isManifest: false);
    private static readonly Options Manifest = new(isManifest: true);

    public override AnalyzerConfigOptions GlobalOptions => None;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Manifest;

    private sealed class Options(bool isManifest) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = isManifest && key == ManifestFile.ItemTypeOption ? ManifestFile.ItemType : null;
            return value is not null;
        }
    }
}
