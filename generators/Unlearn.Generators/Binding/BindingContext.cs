using Microsoft.CodeAnalysis;
using Unlearn.Core.Conditions;
using Unlearn.Engine.Definition.Expectations;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>What the binding of one manifest shares: the model, and what was found so far.</summary>
internal sealed class BindingContext(ManifestModel model, string fileName, CancellationToken cancellationToken)
{
    public ManifestModel Model { get; } = model;

    /// <summary>The manifest's file name, without folders.</summary>
    public string FileName { get; } = fileName;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public List<DiagnosticInfo> Diagnostics { get; } = [];

    /// <summary>Components of the manifest, for the rules on combinations.</summary>
    public List<ComponentUse> Components { get; } = [];

    /// <summary>Values of enums that can only be combined with some components.</summary>
    public List<ValueUse> Values { get; } = [];

    /// <summary>Options that were given and that only some components use.</summary>
    public List<(PropertyModel Property, YamlSpan Span)> ConditionalOptions { get; } = [];

    /// <summary>Conditions that could be read; their columns are checked when all datasets are known.</summary>
    public List<QueryUse> Queries { get; } = [];

    /// <summary>Expectations that could be read; the names in them are checked when all methods and attacks are known.</summary>
    public List<ClaimUse> Claims { get; } = [];

    /// <summary>Whether a component could not be found, so that nothing can be said about what is absent.</summary>
    public bool HasUnknownComponent { get; set; }

    /// <summary>What the manifest says about tuning; null where it says nothing.</summary>
    public TuneRequest? Tune { get; set; }

    public void Report(DiagnosticDescriptor descriptor, YamlSpan span, params string[] arguments) =>
        Diagnostics.Add(DiagnosticInfo.Create(descriptor, span, arguments));
}

/// <summary>A manifest's wish for tuning.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="ExceptKey">The option that names them.</param>
/// <param name="Except">Names of entries that are not tuned.</param>
internal sealed record TuneRequest(YamlSpan Span, string ExceptKey, IReadOnlyList<YamlScalar> Except)
{
    /// <summary>Whether anything in the manifest is tuned.</summary>
    public bool FindsSomething { get; set; }
}

/// <summary>A component where it is used.</summary>
/// <param name="Component">The component.</param>
/// <param name="Key">The key that it is given under.</param>
/// <param name="Span">The key's position.</param>
/// <param name="Node">What was written.</param>
internal sealed record ComponentUse(ComponentModel Component, string Key, YamlSpan Span, YamlNode Node);

/// <summary>A value of an enum where it is chosen.</summary>
/// <param name="Key">The option's key.</param>
/// <param name="Span">The value's position.</param>
/// <param name="Member">The value.</param>
internal sealed record ValueUse(string Key, YamlSpan Span, EnumMemberModel Member);

/// <summary>A condition where it is used.</summary>
/// <param name="Key">The option's key.</param>
/// <param name="Scalar">Its text and place.</param>
/// <param name="Node">What it says.</param>
internal sealed record QueryUse(string Key, YamlScalar Scalar, QueryNode Node);

/// <summary>An expectation where it stands.</summary>
/// <param name="Entry">Its key and value.</param>
/// <param name="Node">What it says.</param>
internal sealed record ClaimUse(YamlEntry Entry, ClaimNode Node);

/// <summary>Where in the manifest binding stands.</summary>
/// <param name="Owner">The record or component that the options belong to, as messages name it.</param>
/// <param name="OwnerSpan">Where missing options are reported.</param>
/// <param name="Path">Prefix of the options' names within the entry of a named map.</param>
/// <param name="Axes">The sweep of that entry; null where sweeps are not allowed.</param>
internal sealed record Place(string Owner, YamlSpan OwnerSpan, string Path, SweepAxes? Axes)
{
    public Place Into(string key, YamlSpan span) => new($"'{Display.Text(key)}'", span, $"{Path}{key}.", Axes);
}
