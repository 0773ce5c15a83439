using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Models.Weights;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Language models that came from elsewhere: their own sizes, and a look at what they predict.</summary>
public sealed class LanguageWeightsTests
{
    private const int Vocabulary = 300;

    [Test]
    public void Sizes_are_the_folders_and_a_model_that_guesses_is_said_to()
    {
        using var folder = new TemporaryFolder();
        var own = new Llama
        {
            Width = 16,
            Blocks = 1,
            Heads = 2,
        };
        var network = (TransformerNetwork)own.Bind(Vocabulary, 128);
        var row = new float[network.Layout.Width];
        network.Initialise(new RandomKey(1), row);
        HuggingFaceFolder.Save(network, row, folder.Path);

        LearningProblem problem = Problem(new Llama { Weights = folder.Path }, folder);

        Assert.That(
            problem.Model,
            Is.EqualTo(own with { KeyHeads = 2, FeedForward = 48, Vocabulary = Vocabulary, Weights = folder.Path })
        );
        Assert.That(problem.Given!.Row, Is.EqualTo(row));
        Assert.That(problem.Given.Perplexity, Is.EqualTo(Vocabulary).Within(15));
        Assert.That(DataLines.Of([problem], []), Has.Some.Contain("of the first rows (300 is guessing)"));
        Assert.That(DataLines.Warnings([problem.With(problem.Given with { Perplexity = 299 })]), Is.Empty);
        Assert.That(
            DataLines.Warnings([problem.With(problem.Given with { Perplexity = double.NaN })]),
            Has.One.Contains("no better than chance").And.Contains("tokenizer").And.Contains("rotary")
        );
        Assert.That(
            () => Problem(new Gpt2 { Weights = folder.Path }, folder),
            Throws.TypeOf<InputException>().With.Message.Contains("`type: llama`")
        );
        Assert.That(
            () =>
                Problem(
                    new Llama { Weights = folder.Path },
                    folder,
                    context: 256,
                    template: new string('x', 120) + "{question}"
                ),
            Throws.TypeOf<InputException>().With.Message.Contains("made for 128 tokens")
        );
    }

    private static LearningProblem Problem(
        IModel model,
        TemporaryFolder folder,
        int context = 128,
        string template = "{question} "
    )
    {
        var folders = new DataFolders([], folder.Path);
        var source = new Named<IDatasetSource>(
            "people",
            new FictitiousPeople
            {
                People = 4,
                HeldOut = 1,
                Context = context,
                Template = template,
            }
        );
        (Dataset prepared, DataSplit split) = ProblemLoader.Prepare(source, folders, new RandomKey(1));
        return ProblemLoader.Problem(
            "people",
            new Named<IModel>("model", model),
            prepared,
            split,
            new TrainingOptions(),
            folders
        );
    }
}
