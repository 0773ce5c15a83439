using System.CommandLine;
using Unlearn.Learning.Landscape;
using Unlearn.Reporting.Landscape;
using Unlearn.Tool.Help;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn figure</c>: computes an explaining figure.</summary>
internal sealed class FigureCommand : Verb
{
    private const string Landscape = "learning-versus-unlearning";

    private readonly Consoles _consoles;
    private readonly Argument<string> _figure = new Argument<string>("figure")
    {
        Description = $"{Landscape}: descent into a loss bowl, and ascent out of it",
    }.AcceptOnlyFromAmong(Landscape);
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = $"the SVG file to write; default: {LearningVersusUnlearningFigure.FileName}",
        HelpName = "FILE",
        DefaultValueFactory = static _ => LearningVersusUnlearningFigure.FileName,
    };

    /// <summary>The verb.</summary>
    public FigureCommand(Consoles consoles)
        : base("figure", "Compute an explaining figure and write it as SVG.")
    {
        _consoles = consoles;
        Add(_figure);
        Add(_output);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new($"unlearn figure {Landscape}", $"write {LearningVersusUnlearningFigure.FileName} here"),
        new($"unlearn figure {Landscape} -o docs/bowl.svg", "write it elsewhere"),
    ];

    private int Run(ParseResult line)
    {
        string file = line.GetRequiredValue(_output) is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : throw new Unlearn.Verification.InputException("--output: give the name of a file");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, LearningVersusUnlearningFigure.Render(LearningVersusUnlearning.Compute()));
        _consoles.Output.WriteLine(file);
        return ExitCode.Fine;
    }
}
