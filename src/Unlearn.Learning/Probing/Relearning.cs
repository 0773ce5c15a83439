using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Probing;

/// <summary>Trains the target and the retrained model on, side by side on the same batches, and watches the forget set.</summary>
internal static class Relearning
{
    /// <summary>How far both models are right on forgotten points.</summary>
    /// <param name="Target">The attacked model.</param>
    /// <param name="Reference">The retrained model.</param>
    public readonly record struct Right(ForgetRight Target, ForgetRight Reference);

    /// <summary>The numbers before and after each leg; a leg is trained when the caller asks for its result. Plain SGD keeps no
    /// state between steps, so legs of one step and of many are the same training.</summary>
    /// <param name="input">The models.</param>
    /// <param name="legs">Steps between two looks.</param>
    /// <param name="batchSize">Largest batch.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    public static IEnumerable<Right> Follow(
        ProbeInput input,
        IEnumerable<IReadOnlyList<DescentStep>> legs,
        int batchSize,
        CancellationToken cancellationToken
    )
    {
        ParameterStack models = ParameterStack.Concatenate([input.Target, input.Reference]);
        try
        {
            yield return Count(input, models, cancellationToken);
            foreach (IReadOnlyList<DescentStep> leg in legs)
            {
                ParameterStack next = StackDescent.Run(
                    new UnlearningContext(input.Data, models, [input.Request, input.Request], new CostCounter(2)),
                    models,
                    (_, _) => leg,
                    static (parameters, batch) => batch.MeanCrossEntropy(parameters, batch.Points),
                    new DescentSettings { BatchSize = batchSize },
                    cancellationToken
                );
                models.Dispose();
                models = next;
                yield return Count(input, models, cancellationToken);
            }
        }
        finally
        {
            models.Dispose();
        }
    }

    /// <summary>The attacked model's accuracies on the forget set before and after each leg, as a curve.</summary>
    public static AttackCurve Curve(IReadOnlyList<double> accuracies) =>
        new(
            CurveKind.Relearning,
            [.. Enumerable.Range(0, accuracies.Count).Select(static leg => (double)leg)],
            accuracies
        );

    /// <summary>How far each member is right on forgotten points.</summary>
    public static ForgetRight[] RightOnForget(
        ProbeInput input,
        ParameterStack models,
        CancellationToken cancellationToken
    )
    {
        PointSet forget = input.Request.Forget;
        if (input.Data.Dataset.Sequences is not null)
        {
            return
            [
                .. Enumerable
                    .Range(0, models.Members)
                    .Select(member => Texts(input, models, member, cancellationToken)),
            ];
        }

        int[] labels = [.. forget.Ids.Select(point => input.Data.Dataset.Labels[point])];
        return
        [
            .. Predictor
                .Logits(input.Data, models, forget.Ids, cancellationToken)
                .Select(table => new ForgetRight(
                    Math.Round(Predictor.Accuracy(table, labels) * labels.Length),
                    labels.Length,
                    null
                )),
        ];
    }

    private static ForgetRight Texts(
        ProbeInput input,
        ParameterStack models,
        int member,
        CancellationToken cancellationToken
    )
    {
        using ParameterStack own = models.Slice(member, 1);
        TokenAnswers answers = TokenPredictor.Of(input.Data, own, input.Request.Forget.Ids, cancellationToken);
        double[] shares =
        [
            .. Enumerable
                .Range(0, answers.Points)
                .Select(point => (double)answers.Right(point) / answers.Targets(point).Length),
        ];
        return new ForgetRight(shares.Sum(), shares.Length, shares);
    }

    private static Right Count(ProbeInput input, ParameterStack models, CancellationToken cancellationToken)
    {
        ForgetRight[] right = RightOnForget(input, models, cancellationToken);
        return new Right(right[0], right[1]);
    }
}
