using Microsoft.CodeAnalysis;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Text;

namespace Unlearn.Generators.Diagnostics;

/// <summary>A diagnostic as a value: it can be compared and holds no compiler objects.</summary>
internal sealed record DiagnosticInfo(string Id, YamlSpan Span, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, YamlSpan span, params string[] arguments) =>
        new(descriptor.Id, span, arguments.Select(Display.Visible).ToEquatableArray());

    public Diagnostic ToDiagnostic(string path) =>
        Diagnostic.Create(
            DiagnosticDescriptors.ById[Id],
            Span.ToLocation(path),
            [.. Arguments.Select(static argument => (object)argument)]
        );
}
