using TorchSharp;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>Answers of a trained member at the labelled tokens of sequences, in float64 from its logits on.</summary>
public static class TokenPredictor
{
    // Predictions at once: always as many, filled up, so that a token's bits depend on no other.
    private const int Chunk = 256;

    /// <summary>Answers to points.</summary>
    /// <param name="data">Dataset of sequences, and network.</param>
    /// <param name="parameters">One member.</param>
    /// <param name="points">Point ids; rows keep this order.</param>
    /// <param name="cancellationToken">Checked between passes.</param>
    /// <exception cref="DivergedException">An answer is no number.</exception>
    public static TokenAnswers Of(
        TrainingData data,
        ParameterStack parameters,
        IReadOnlyList<int> points,
        CancellationToken cancellationToken = default
    )
    {
        TokenTable table =
            data.Dataset.Sequences ?? throw new ArgumentException("The points are no sequences.", nameof(data));
        int most = table.MostLabelled;
        int columns = TokenAnswers.Columns(most);
        var values = new double[points.Count * columns];
        Array.Fill(values, double.NaN);
        int rows = EvaluationPass.Points(data.Network);
        using IDisposable untracked = no_grad();
        for (int start = 0; start < points.Count; start += rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            int[] ids = [.. points.Skip(start).Take(rows)];
            var batch = SequenceBatch.Gather(table, [ids], rows, parameters.Flat.dtype);
            Tensor logits = data.Network.Forward(parameters, batch.Inputs).flatten(0, 2);
            double[][] signals = Signals(logits, batch);
            int next = 0;
            for (int i = 0; i < ids.Length; i++)
            {
                int length = table.Labelled(ids[i]).Length;
                if (signals[0].AsSpan(next, length).Contains(double.NaN))
                {
                    throw new DivergedException(
                        $"The model's answers to point {ids[i]} are not finite: its weights are too large, or no numbers.",
                        []
                    );
                }

                for (int signal = 0; signal < signals.Length; signal++)
                {
                    signals[signal]
                        .AsSpan(next, length)
                        .CopyTo(values.AsSpan(((start + i) * columns) + (signal * most)));
                }

                next += length;
            }
        }

        return new TokenAnswers(values, most);
    }

    /// <summary>The five signals of each prediction of a batch of one member, in the order of <see cref="TokenAnswers"/>.</summary>
    private static double[][] Signals(Tensor logits, SequenceBatch batch)
    {
        long count = batch.Labels.size(1);
        long filled = (count + Chunk - 1) / Chunk * Chunk;
        Tensor places = nn.functional.pad(batch.Places.select(0, 0), [0, filled - count]);
        Tensor labels = nn.functional.pad(batch.Labels.select(0, 0), [0, filled - count]);
        double[][] signals =
        [
            new double[filled],
            new double[filled],
            new double[filled],
            new double[filled],
            new double[filled],
        ];
        for (int start = 0; start < filled; start += Chunk)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor asked = logits.index_select(0, places.narrow(0, start, Chunk));
            Tensor logs = asked.to_type(ScalarType.Float64).log_softmax(-1);
            Tensor law = logs.exp();
            Tensor mean = (law * logs).sum(-1, keepdim: false);
            Tensor square = (law * logs * logs).sum(-1, keepdim: false);
            Tensor variance = square.Minus(mean * mean).AtLeast(0.0);
            Tensor target = labels.narrow(0, start, Chunk);
            Tensor right = logs.gather(-1, target.unsqueeze(-1)).squeeze(-1);
            Tensor[] found =
            [
                right,
                mean,
                variance.sqrt(),
                logs.argmax(-1).to_type(ScalarType.Float64),
                target.to_type(ScalarType.Float64),
            ];
            for (int signal = 0; signal < found.Length; signal++)
            {
                found[signal].contiguous().data<double>().CopyTo(signals[signal], start);
            }
        }

        return signals;
    }
}
