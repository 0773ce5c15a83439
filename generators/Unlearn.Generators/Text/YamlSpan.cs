using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Unlearn.Generators.Text;

/// <summary>A stretch of a manifest; lines and columns count from 0 as in the compiler.</summary>
internal readonly record struct YamlSpan(
    int Start,
    int Length,
    int StartLine,
    int StartColumn,
    int EndLine,
    int EndColumn
)
{
    public Location ToLocation(string path) =>
        Location.Create(
            path,
            new TextSpan(Start, Length),
            new LinePositionSpan(new(StartLine, StartColumn), new(EndLine, EndColumn))
        );
}
