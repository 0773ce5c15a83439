namespace Unlearn.Verification.Components;

/// <summary>
/// The option names a file whose content decides results. Store keys and digests leave the option out: whoever reads the file
/// puts the digest of its content in instead, so that moving a file changes nothing and changing it changes everything.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class KeyedByContentAttribute : Attribute;
