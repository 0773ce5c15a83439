using System.Reflection;

namespace Unlearn.Core.Components;

/// <summary>Names of components for people.</summary>
public static class ComponentTitle
{
    /// <summary>The title that the component declares where it goes by its own name, else the words of the name that it was given.</summary>
    /// <param name="component">A record that carries a <see cref="ComponentAttribute"/>.</param>
    /// <param name="name">Its name in the manifest.</param>
    public static string Of(object component, string name) =>
        component.GetType().GetCustomAttribute<ComponentAttribute>() is { Title: { } title } mark && mark.Name == name
            ? title
            : Words(name);

    /// <summary><c>loss-threshold</c> becomes <c>Loss threshold</c>.</summary>
    public static string Words(string name)
    {
        string words = name.Replace('-', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
