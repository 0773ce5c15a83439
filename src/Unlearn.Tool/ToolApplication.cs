using System.CommandLine;
using System.CommandLine.Invocation;
using Spectre.Console;
using Unlearn.Core;
using Unlearn.Tool.Commands;
using Unlearn.Tool.Compilation;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool;

/// <summary>Parses the command line, runs the verb and turns every way it can end into an exit code and plain words.</summary>
/// <param name="consoles">Where it writes.</param>
internal sealed class ToolApplication(Consoles consoles)
{
    /// <summary>Runs the tool once.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ParseResult line = new UnlearnRootCommand(consoles).Parse(arguments);
        if (line.Action is ParseErrorAction)
        {
            return Refuse(line);
        }

        try
        {
            return await line.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                    Output = consoles.Output,
                    Error = consoles.Error,
                },
                cancellationToken
            );
        }
        catch (ManifestException wrong)
        {
            return Refuse(wrong);
        }
        catch (InputException wrong)
        {
            consoles.WriteError(wrong.Message);
            return ExitCode.Input;
        }
        catch (OperationCanceledException)
        {
            consoles.WriteError("cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception problem) when (problem is HostProblemException or IOException or UnauthorizedAccessException)
        {
            consoles.WriteError(problem.Message);
            return ExitCode.Environment;
        }
#pragma warning disable CA1031 // the last line of defence: a defect must not look like a crash of the runtime
        catch (Exception defect)
#pragma warning restore CA1031
        {
            consoles.WriteError("this is a defect of unlearn, not of your input; please report it with these lines:");
            consoles.Log.WriteException(defect, ExceptionFormats.ShortenPaths);
            return ExitCode.Defect;
        }
    }

    private int Refuse(ManifestException wrong)
    {
        foreach (ManifestDiagnostic diagnostic in wrong.Diagnostics)
        {
            consoles.Error.WriteLine(diagnostic);
        }

        if (wrong.Overridden)
        {
            consoles.WriteWarning("positions are those of the manifest after --set was applied");
        }

        return ExitCode.Input;
    }

    private int Refuse(ParseResult line)
    {
        foreach (string message in UsageErrors.Of(line))
        {
            consoles.WriteError(message);
        }

        string verb = line.CommandResult.Command is Verb command ? $" {command.Name}" : "";
        consoles.Log.WriteLine($"`unlearn{verb} --help` shows what is possible.");
        return ExitCode.Input;
    }
}
