using Unlearn.Generators.Collections;
using Unlearn.Generators.Model;

namespace Unlearn.Generators.Binding;

/// <summary>A value of a manifest, checked and ready to be written as C#.</summary>
internal abstract record BoundValue;

/// <summary>A scalar as a C# expression; <paramref name="Number"/> is its value where it is a number.</summary>
internal sealed record BoundLiteral(string Code, double? Number = null) : BoundValue;

/// <summary>A record with the options that were written; defaults stay in the record.</summary>
/// <param name="TypeName">The type to construct, or null where the target's type says it.</param>
/// <param name="Options">Options in the order of the manifest.</param>
internal sealed record BoundObject(string? TypeName, EquatableArray<BoundOption> Options) : BoundValue;

/// <summary>An option by its C# name.</summary>
internal sealed record BoundOption(string Property, BoundValue Value);

/// <summary>A list.</summary>
internal sealed record BoundList(EquatableArray<BoundValue> Items) : BoundValue;

/// <summary>An entry of a named map, with the swept options that tell it from its siblings and those that tuning searches.</summary>
internal sealed record BoundNamed(
    string Name,
    BoundObject Value,
    EquatableArray<string> Sweep,
    EquatableArray<BoundSearch> Search
) : BoundValue;

/// <summary>An option that tuning searches.</summary>
/// <param name="Option">Its key in manifests.</param>
/// <param name="Property">Its name in C#.</param>
/// <param name="Space">The values.</param>
/// <param name="IsWhole">Whether it takes whole numbers.</param>
/// <param name="TypeName">The component's type.</param>
internal sealed record BoundSearch(string Option, string Property, SearchModel Space, bool IsWhole, string TypeName);

/// <summary>The place of a swept option until the sweep is expanded.</summary>
internal sealed record BoundAxis(int Index) : BoundValue;
