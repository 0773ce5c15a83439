namespace Unlearn.Core.Components;

/// <summary>
/// The option is a condition over the columns of every dataset of the manifest. It is written as text, checked where it stands,
/// and handed over with its place; its type is a record with the text as parameter and the properties <c>File</c> and
/// <c>Line</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class QueryAttribute : Attribute;
