namespace Unlearn.Core.Options;

/// <summary>An option of a component, as a manifest's author sees it.</summary>
/// <param name="Key">The manifest's key.</param>
/// <param name="Type">Its type in words: <c>number</c>, <c>list of integer</c>, <c>vote | mean</c>.</param>
/// <param name="Default">Its default, <c>required</c>, or empty where leaving it out means "none".</param>
/// <param name="Range">Its allowed range, or empty.</param>
/// <param name="Summary">What it does.</param>
public sealed record ComponentOption(string Key, string Type, string Default, string Range, string Summary);
