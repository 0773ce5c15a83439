using System.Xml.Linq;

namespace Unlearn.Tool.Tests.EndToEnd;

[Parallelizable(ParallelScope.All)]
public sealed class FigureTests
{
    [Test]
    public async Task The_explaining_figure_is_a_drawing_and_the_same_each_time()
    {
        using var folder = new WorkFolder();

        ToolResult first = await ToolProcess.RunAsync(folder.Path, "figure", "learning-versus-unlearning");
        ToolResult second = await ToolProcess.RunAsync(
            folder.Path,
            "figure",
            "learning-versus-unlearning",
            "-o",
            "deep/er/b.svg"
        );

        Assert.That(first.ExitCode + second.ExitCode, Is.Zero, $"{first}\n{second}");
        string drawing = File.ReadAllText(folder.At("learning-versus-unlearning.svg"));
        Assert.That(XDocument.Parse(drawing).Root!.Name.LocalName, Is.EqualTo("svg"));
        Assert.That(File.ReadAllText(folder.At("deep", "er", "b.svg")), Is.EqualTo(drawing));
    }
}
