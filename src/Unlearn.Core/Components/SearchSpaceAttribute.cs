namespace Unlearn.Core.Components;

/// <summary>
/// The range of a number in which tuning looks for good values: where published and practical values lie, much narrower than
/// what the option allows. The generator checks it and writes it into the program; nothing is reflected at run time.
/// </summary>
/// <param name="least">The smallest value that is tried; within the option's own range.</param>
/// <param name="most">The largest value that is tried.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class SearchSpaceAttribute(double least, double most) : Attribute
{
    /// <summary>The smallest value that is tried.</summary>
    public double Least { get; } = least;

    /// <summary>The largest value that is tried.</summary>
    public double Most { get; } = most;

    /// <summary>Whether values are spread evenly in their logarithms: for rates, weights and other scales. Default false.</summary>
    public bool Log { get; init; }
}
