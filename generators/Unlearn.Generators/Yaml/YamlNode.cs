using Unlearn.Generators.Collections;
using Unlearn.Generators.Text;

namespace Unlearn.Generators.Yaml;

/// <summary>A node of a manifest with its position.</summary>
internal abstract record YamlNode(YamlSpan Span);

/// <summary>A scalar as written; quoted scalars are always text.</summary>
internal sealed record YamlScalar(string Text, bool IsPlain, YamlSpan Span) : YamlNode(Span)
{
    /// <summary>Whether it stands for no value (YAML 1.2 core schema).</summary>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(EquatableArray<YamlNode> Items, YamlSpan Span) : YamlNode(Span);

/// <summary>A map; keys are unique, in the order of the file.</summary>
internal sealed record YamlMapping(EquatableArray<YamlEntry> Entries, YamlSpan Span) : YamlNode(Span);

/// <summary>A key with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value)
{
    /// <summary>The value's position, or the key's where nothing was written.</summary>
    public YamlSpan ValueSpan => Value is YamlScalar { IsPlain: true, Text: "" } ? Key.Span : Value.Span;
}

/// <summary>Something that was reported already; binding passes over it in silence.</summary>
internal sealed record YamlUnreadable(YamlSpan Span) : YamlNode(Span);
