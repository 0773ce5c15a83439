using Unlearn.Engine.Planning;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>How far a model's answers to some points are right: each or not of a classifier, by the share of its tokens of a sequence.</summary>
internal abstract class Accuracy
{
    /// <summary>Why there is no figure.</summary>
    protected const string NoPoint = "there is no point";

    /// <summary>The sum over points: how many a classifier gets right.</summary>
    public abstract double Total { get; }

    /// <summary>A model's accuracy on points.</summary>
    public static Accuracy Of(OutputSource outputs, Target model, PointSet points, CancellationToken cancellationToken)
    {
        if (outputs.TokensOf(model, points, cancellationToken) is { } tokens)
        {
            return TokenAccuracy.Of(tokens);
        }

        int[] labels = model.Members[0].Problem.Data.Dataset.Labels;
        return ClassAccuracy.Of(
            outputs.Of(model, points, cancellationToken),
            [.. points.Ids.Select(point => labels[point])]
        );
    }

    /// <summary>The mean over points with its interval.</summary>
    public abstract Figure Figure(FigureKind kind);

    /// <summary>
    /// This mean minus another one on the same points, with a Student t interval of the paired differences: both
    /// models answer the same questions, so what they agree on says nothing about the gap.
    /// </summary>
    /// <param name="kind">The figure.</param>
    /// <param name="reference">Of the same kind, on the same points.</param>
    public abstract Figure Gap(FigureKind kind, Accuracy reference);
}
