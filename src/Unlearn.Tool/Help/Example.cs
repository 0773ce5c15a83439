namespace Unlearn.Tool.Help;

/// <summary>A command line that a reader can copy, and what it does.</summary>
/// <param name="CommandLine">The line, without a prompt.</param>
/// <param name="Meaning">What it does, in a few words.</param>
internal sealed record Example(string CommandLine, string Meaning);
