namespace Unlearn.Engine.Definition;

/// <summary>One option that tuning searches, typed: generated code says how a value gets into the component.</summary>
/// <typeparam name="T">The component's family.</typeparam>
/// <param name="option">The option's key in manifests.</param>
/// <param name="space">The values that are tried.</param>
/// <param name="set">The component with the option at a value; for choices the value is the choice's index.</param>
public sealed class SearchDimension<T>(string option, SearchSpace space, Func<T, double, T> set)
{
    /// <summary>The option's key in manifests.</summary>
    public string Option { get; init; } = option;

    /// <summary>The values that are tried.</summary>
    public SearchSpace Space { get; init; } = space;

    /// <summary>The component with this option at a value.</summary>
    /// <param name="component">A component of the entry's type.</param>
    /// <param name="value">A value of the space.</param>
    public T With(T component, double value) => set(component, value);
}
