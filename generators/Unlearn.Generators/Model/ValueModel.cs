using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>What kind of value an option takes.</summary>
internal abstract record ValueModel;

/// <summary>A number, a text or a truth value.</summary>
internal sealed record ScalarModel(ScalarKind Kind) : ValueModel;

/// <summary>One of the named values of an enum.</summary>
internal sealed record EnumModel(string TypeName, EquatableArray<EnumMemberModel> Members) : ValueModel;

/// <summary>A member of an enum: its name in manifests and in C#, and what who chooses it can be combined with.</summary>
internal sealed record EnumMemberModel(string Key, string Field, string Summary, LimitsModel Limits);

/// <summary>A condition over the columns of datasets; <paramref name="TypeName"/> is the record that takes its text.</summary>
internal sealed record QueryModel(string TypeName) : ValueModel;

/// <summary>
/// A map of expectations; <paramref name="TypeName"/> is the record that takes the two texts of each, <paramref name="Verdicts"/> what they
/// can name.
/// </summary>
internal sealed record ExpectationsModel(string TypeName, EquatableArray<string> Verdicts) : ValueModel;

/// <summary>A nested record of options, found by type name in <see cref="ManifestModel.Records"/>.</summary>
internal sealed record RecordReference(string TypeName) : ValueModel;

/// <summary>A component of a family (the interface <paramref name="Family"/>).</summary>
internal sealed record FamilyReference(string Family) : ValueModel;

/// <summary>A list.</summary>
internal sealed record ListModel(ValueModel Item) : ValueModel;

/// <summary>A map of names to components of a family: the only place where a list can be a sweep axis.</summary>
internal sealed record NamedMapModel(string Family) : ValueModel;

/// <summary>A type that manifests cannot express; the option can only be set in C#.</summary>
internal sealed record UnsupportedModel(string TypeName) : ValueModel;
