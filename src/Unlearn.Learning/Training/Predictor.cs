using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Outputs of trained members. Members are evaluated one after another, so a member's logits do not depend on its company.</summary>
public static class Predictor
{
    /// <summary>Logits of every member on the same points.</summary>
    /// <param name="data">Dataset and network.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="points">Point ids; rows of the tables keep this order.</param>
    /// <param name="cancellationToken">Checked between passes.</param>
    /// <returns>One table a member.</returns>
    public static IReadOnlyList<LogitTable> Logits(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int> points,
        CancellationToken cancellationToken = default
    ) => Backends.Of(data.Network).Logits(data, parameters, [.. points], cancellationToken);

    /// <summary>Logits of every member on inputs that are not in the dataset, such as points with a trigger.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="parameters">M members.</param>
    /// <param name="inputs">Row-major features, points times features.</param>
    /// <param name="cancellationToken">Checked between passes.</param>
    public static IReadOnlyList<LogitTable> Logits(
        Network network,
        ParameterStack parameters,
        ReadOnlySpan<float> inputs,
        CancellationToken cancellationToken = default
    )
    {
        int features = network.FeatureShape.Aggregate(1, static (product, size) => product * size);
        using Tensor flat = tensor(inputs.ToArray(), parameters.Flat.dtype);
        using Tensor all = flat.view(1, inputs.Length / features, features).Aligned();
        return AutogradBackend.Logits(
            network,
            parameters,
            inputs.Length / features,
            (start, count) => all.narrow(1, start, count),
            cancellationToken
        );
    }

    /// <summary>The share of points whose largest logit is that of their class; the first one wins ties.</summary>
    /// <param name="logits">Outputs on the points.</param>
    /// <param name="labels">Their classes, in the same order.</param>
    public static double Accuracy(LogitTable logits, IReadOnlyList<int> labels)
    {
        int right = 0;
        for (int point = 0; point < logits.Points; point++)
        {
            ReadOnlySpan<double> row = logits.Row(point);
            int best = 0;
            for (int i = 1; i < row.Length; i++)
            {
                best = row[i] > row[best] ? i : best;
            }

            right += best == labels[point] ? 1 : 0;
        }

        return (double)right / logits.Points;
    }
}
