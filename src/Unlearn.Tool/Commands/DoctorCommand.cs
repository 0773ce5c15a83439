using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using Unlearn.Tool.Help;
using Unlearn.Tool.Hosting;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn doctor</c>: what the tool finds on this machine, and whether libtorch works.</summary>
internal sealed class DoctorCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Option<OutputFormat> _format = SharedOptions.Format();
    private readonly Option<string?> _data = SharedOptions.Data();
    private readonly Option<string?> _store = SharedOptions.Store();

    /// <summary>The verb.</summary>
    public DoctorCommand(Consoles consoles)
        : base(
            "doctor",
            "Look at this machine: runtime, libtorch, how it was loaded and whether convolutions are right, cores, memory, folders."
        )
    {
        _consoles = consoles;
        Add(_format);
        Add(_data);
        Add(_store);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn doctor", "say whether this machine can run experiments (exit code 4 if not)"),
        new("unlearn doctor --format json", "the same for a program"),
    ];

    private int Run(ParseResult line)
    {
        TorchStatus torch = TorchStatus.Probe();
        ConvolutionCheck? convolutions = torch.Works ? Convolve() : null;
        IReadOnlyList<(string Name, string Value)> findings = Look(line, torch, convolutions);
        if (line.GetValue(_format) == OutputFormat.Json)
        {
            _consoles.Output.WriteLine(
                JsonSerializer.Serialize(
                    findings.ToDictionary(static finding => finding.Name, static finding => finding.Value),
                    JsonOutput.Indented
                )
            );
        }
        else
        {
            int width = findings.Max(static finding => finding.Name.Length);
            foreach ((string name, string value) in findings)
            {
                _consoles.Output.WriteLine($"{name.PadRight(width)}  {value}");
            }
        }

        if (!torch.Works)
        {
            _consoles.WriteError($"libtorch {torch.Version} does not work here: {torch.How}");
            return ExitCode.Environment;
        }

        if (!convolutions!.Holds)
        {
            _consoles.WriteError(
                $"Convolutions come out wrong here, so results of cnn and resnet would be: {convolutions.Words}. Other models are not concerned."
            );
            return ExitCode.Environment;
        }

        return ExitCode.Fine;
    }

    private static ConvolutionCheck Convolve()
    {
        TorchThread.Prepare();
        return ConvolutionCheck.Run();
    }

    private List<(string Name, string Value)> Look(ParseResult line, TorchStatus torch, ConvolutionCheck? convolutions)
    {
        Folders folders = Folders.FromEnvironment();
        double gibibytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        string version = typeof(DoctorCommand)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
        return
        [
            ("unlearn", version),
            ("runtime", RuntimeInformation.FrameworkDescription),
            ("rid", RuntimeInformation.RuntimeIdentifier),
            ("system", RuntimeInformation.OSDescription),
            ("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            ("memory", string.Create(CultureInfo.InvariantCulture, $"{gibibytes:F1} GiB")),
            ("libtorch", $"{torch.Version}, {(torch.Works ? "works" : "does not work")}"),
            ("loaded", torch.How),
            ("natives", torch.Folder ?? "not found"),
            ("convolutions", convolutions?.Words ?? "not tried"),
            .. folders
                .Data(line.GetValue(_data))
                .Folders.Select(static (folder, rank) => ($"data {rank + 1}", State(folder))),
            ("store", State(folders.Store(line.GetValue(_store)))),
        ];
    }

    private static string State(string folder) => Directory.Exists(folder) ? folder : $"{folder} (not there)";
}
