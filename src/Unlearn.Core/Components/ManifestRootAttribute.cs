namespace Unlearn.Core.Components;

/// <summary>Marks the record that a whole manifest is bound to; the generator starts from it.</summary>
/// <param name="experiment">
/// The interface that the class of a compiled manifest implements: the manifest's name and text, and a method <c>Define</c> that makes the
/// record.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ManifestRootAttribute(Type experiment) : Attribute
{
    /// <summary>The interface that the class of a compiled manifest implements.</summary>
    public Type Experiment { get; } = experiment;
}
