using Unlearn.Core;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Training;

/// <summary>
/// How well a language model that came from elsewhere predicts the first rows of the data: a wrong rotary convention, a transposed layer or a
/// foreign tokenizer loads without an error and talks nonsense.
/// </summary>
public static class FirstRows
{
    private const int Rows = 16;

    /// <summary>The exponential of the mean loss of a labelled token of the first rows.</summary>
    /// <param name="data">Dataset of sequences, and network.</param>
    /// <param name="row">The model's flat row.</param>
    /// <param name="points">Points that the first are taken of.</param>
    /// <exception cref="InputException">The model's answers are not finite.</exception>
    public static double Perplexity(TrainingData data, float[] row, IReadOnlyList<int> points)
    {
        using IDisposable scope = TorchThread.Scope();
        using ParameterStack stack = ParameterRows.ToStack(data.Network.Layout, [row]);
        TokenAnswers answers = Answers(data, stack, [.. points.Take(Rows)]);
        double sum = 0;
        int tokens = 0;
        for (int point = 0; point < answers.Points; point++)
        {
            foreach (double value in answers.LogProbabilities(point))
            {
                sum -= value;
                tokens++;
            }
        }

        return Math.Exp(sum / tokens);
    }

    private static TokenAnswers Answers(TrainingData data, ParameterStack stack, int[] points)
    {
        try
        {
            return TokenPredictor.Of(data, stack, points);
        }
        catch (DivergedException error)
        {
            throw new InputException($"The weights do not work. {error.Message}");
        }
    }
}
