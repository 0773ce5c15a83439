using System.CommandLine;
using Unlearn.Tool.Help;

namespace Unlearn.Tool.Commands;

/// <summary>A verb of the tool; one file each. Help shows its examples.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does, one sentence.</param>
internal abstract class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Lines to copy; at least one, so no verb is left unexplained.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }
}
