using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Model;

/// <summary>The values of an option that tuning may try: a range of numbers, or choices.</summary>
/// <param name="Least">The smallest number; 0 for choices.</param>
/// <param name="Most">The largest number.</param>
/// <param name="IsLogarithmic">Whether values are spread evenly in their logarithms.</param>
/// <param name="Choices">The choices; empty for a range.</param>
internal sealed record SearchModel(double Least, double Most, bool IsLogarithmic, EquatableArray<ChoiceValue> Choices);

/// <summary>A value that an option can take.</summary>
/// <param name="Code">As a C# expression.</param>
/// <param name="Text">As manifests write it.</param>
internal sealed record ChoiceValue(string Code, string Text);
