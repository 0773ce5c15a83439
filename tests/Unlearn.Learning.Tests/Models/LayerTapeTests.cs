using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Tests.Training;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models;

public sealed class LayerTapeTests
{
    private static readonly IModel[] Models =
    [
        new Cnn { Channels = [3], Hidden = [4] },
        new ResNet { Depth = 8 },
        new ResNet { Depth = 8, Normalisation = Normalisation.Group },
        new BasicResNet(),
    ];

    /// <summary>An array that a network uses beside its tape would seem to matter to no point.</summary>
    [TestCaseSource(nameof(Models))]
    public void Every_trainable_array_is_noted_once(IModel model)
    {
        using DisposeScope scope = NewDisposeScope();
        var network = (MemberwiseNetwork)model.Bind([3, 8, 8], 4);
        var data = new TrainingData(Toy.Dataset(2, 192, 4), network);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1)]);
        var tape = new LayerTape();
        Tensor logits = network.Forward(weights, 0, data.Tensors.Inputs([0, 1]).squeeze(0), tape);
        var noted = new List<string>();

        tape.Squares(GuardedAutograd.Gradients(logits, tape.Outputs), (array, _) => noted.Add(array));

        Assert.That(
            noted,
            Is.EquivalentTo(network.Layout.Parameters.Where(static p => p.Trainable).Select(static p => p.Name))
        );
    }
}
