namespace Unlearn.Core.Components;

/// <summary>
/// Store keys and digests leave this option out: it names a file whose content is put in instead (moving the file changes
/// nothing, changing it changes everything), or a place in a manifest, or changes how results are read and not what is computed.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class NotInKeysAttribute : Attribute;
