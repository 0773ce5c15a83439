using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Unlearn.Tool.Compilation;

/// <summary>A manifest as the compiler wants it.</summary>
internal sealed class ManifestText(ManifestSource source) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(source.Text);

    public override string Path => source.Path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
