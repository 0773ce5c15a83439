using System.Collections.Immutable;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Training;

/// <summary>What a member answers about texts that are no points of its dataset.</summary>
internal static class TextPredictor
{
    /// <summary>Mean log-probability of a labelled token of each text, in nats.</summary>
    /// <param name="data">A dataset with the texts' vocabulary, and the network.</param>
    /// <param name="member">One member.</param>
    /// <param name="texts">Texts that fit into the network's context.</param>
    /// <param name="cancellationToken">Checked between passes.</param>
    public static double[] MeanLogs(
        TrainingData data,
        ParameterStack member,
        ImmutableArray<TokenSequence> texts,
        CancellationToken cancellationToken
    )
    {
        if (texts.Length == 0)
        {
            return [];
        }

        int[] all = [.. Enumerable.Range(0, texts.Length)];
        TokenAnswers answers = TokenPredictor.Of(data.Over(texts), member, all, cancellationToken);
        return [.. all.Select(answers.MeanLogProbability)];
    }
}
