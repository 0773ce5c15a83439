using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>What the accuracies of trials mean where points are sequences: shares of labelled tokens instead of shares of points.</summary>
internal static class TokenFigures
{
    /// <summary>The same kind, in the words of sequences.</summary>
    public static FigureKind Of(FigureKind kind) =>
        kind.Label.Contains("accuracy", StringComparison.OrdinalIgnoreCase)
            ? kind with
            {
                Label = kind
                    .Label.Replace("accuracy", "token accuracy", StringComparison.Ordinal)
                    .Replace("Accuracy", "Token accuracy", StringComparison.Ordinal),
                Meaning =
                    $"Here a point is right by the share of its labelled tokens that the model thinks likeliest. {kind.Meaning}",
            }
            : kind;
}
