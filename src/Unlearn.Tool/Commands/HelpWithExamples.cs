using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Unlearn.Tool.Help;

namespace Unlearn.Tool.Commands;

/// <summary>The usual help text, followed by the verb's examples.</summary>
/// <param name="usual">The help of the command-line library.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Help is never refused because something else on the line is wrong.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        IReadOnlyList<Example> examples = parseResult.CommandResult.Command switch
        {
            Verb verb => verb.Examples,
            UnlearnRootCommand root => root.Examples,
            _ => [],
        };
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
        }

        int width = examples.Select(static example => example.CommandLine.Length).DefaultIfEmpty().Max();
        foreach (Example example in examples)
        {
            output.WriteLine($"  {example.CommandLine.PadRight(width)}  {example.Meaning}");
        }

        return ExitCode.Fine;
    }
}
