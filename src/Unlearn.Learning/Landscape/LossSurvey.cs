using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Learning.Landscape;

/// <summary>
/// Maps the loss around a trained classifier: on a grid over the plane through three models, wide enough for a walk. The walk itself leaves the plane;
/// its places are the nearest ones of the plane, and its losses its own.
/// </summary>
/// <param name="data">Dataset and network.</param>
/// <param name="points">Points over which losses are means.</param>
/// <param name="random">Chooses a direction where the models give none.</param>
public sealed class LossSurvey(TrainingData data, PointSet points, RandomKey random)
{
    /// <summary>Columns of the grid.</summary>
    public const int Columns = 33;

    /// <summary>Rows of the grid.</summary>
    public const int Rows = 21;

    private const int AtOnce = 32;
    private const double Margin = 0.14;

    /// <summary>
    /// Training: the plane through the trained model, the one that training starts from, and that model of the walk which is farthest from the line between them.
    /// </summary>
    /// <param name="path">Models on the way, the first and the last included.</param>
    /// <param name="retrained">The model that was trained without some of the points.</param>
    /// <param name="cancellationToken">Checked between models.</param>
    public LossMap OfTraining(IReadOnlyList<float[]> path, float[] retrained, CancellationToken cancellationToken)
    {
        (float[] start, float[] trained) = (path[0], path[^1]);
        var line = new WeightPlane(data.Network.Layout, trained, start, start, random);
        float[] aside = path.MaxBy(model => Distance(line.Place(model)))!;
        return Map(
            new WeightPlane(data.Network.Layout, trained, start, aside, random),
            path,
            trained,
            retrained,
            cancellationToken
        );
    }

    /// <summary>Unlearning: the plane through the trained model, the retrained one and the unlearned one.</summary>
    /// <param name="path">Models on the way, from the trained one to the unlearned one.</param>
    /// <param name="retrained">The model that was trained without the forgotten points.</param>
    /// <param name="cancellationToken">Checked between models.</param>
    public LossMap OfUnlearning(IReadOnlyList<float[]> path, float[] retrained, CancellationToken cancellationToken) =>
        Map(
            new WeightPlane(data.Network.Layout, path[0], retrained, path[^1], random),
            path,
            path[0],
            retrained,
            cancellationToken
        );

    private LossMap Map(
        WeightPlane plane,
        IReadOnlyList<float[]> path,
        float[] trained,
        float[] retrained,
        CancellationToken cancellationToken
    )
    {
        float[][] models = [.. path, trained, retrained];
        double[] own = Losses(models, cancellationToken);
        PlanePoint[] seen = [.. models.Select((model, i) => See(plane.Place(model), own[i]))];
        (double[] across, double[] up) = Window(seen);
        double[] losses = Losses(
            [.. from y in up from x in across select (x, y)],
            place => plane.At(place.x, place.y),
            cancellationToken
        );
        double largest = losses.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return new LossMap
        {
            Across = across,
            Up = up,
            Losses = [.. losses.Select(loss => double.IsFinite(loss) ? loss : largest)],
            Points = points.Count,
            Path = seen[..^2],
            Trained = seen[^2],
            Retrained = seen[^1],
        };
    }

    // A unit is as long upwards as across, so that angles are what they are.
    private static (double[] Across, double[] Up) Window(PlanePoint[] seen)
    {
        (double low, double high) = (seen.Min(static point => point.Across), seen.Max(static point => point.Across));
        (double bottom, double top) = (seen.Min(static point => point.Up), seen.Max(static point => point.Up));
        double step = (1 + (2 * Margin)) * Math.Max((high - low) / (Columns - 1), (top - bottom) / (Rows - 1));
        step = step > 0 ? step : 1.0 / Columns;
        return (Places((low + high) / 2, step, Columns), Places((bottom + top) / 2, step, Rows));
    }

    private static double[] Places(double middle, double step, int count) =>
        [.. Enumerable.Range(0, count).Select(i => middle + ((i - ((count - 1) / 2.0)) * step))];

    private double[] Losses(IReadOnlyList<float[]> models, CancellationToken cancellationToken) =>
        Losses(models, static model => model, cancellationToken);

    // Models are made as they are needed: a grid of large ones has no room in memory.
    private double[] Losses<T>(IReadOnlyList<T> places, Func<T, float[]> model, CancellationToken cancellationToken)
    {
        int[] labels = [.. points.Select(point => data.Dataset.Labels[point])];
        var losses = new List<double>(places.Count);
        foreach (T[] chunk in places.Chunk(AtOnce))
        {
            using ParameterStack stack = ParameterRows.ToStack(data.Network.Layout, [.. chunk.Select(model)]);
            losses.AddRange(
                Predictor.Logits(data, stack, points.Ids, cancellationToken).Select(logits => Loss(logits, labels))
            );
        }

        return [.. losses];
    }

    private static double Loss(LogitTable logits, int[] labels) =>
        Confidence.Phi(logits, labels).Average(Confidence.Loss);

    private static PlanePoint See(PlanePlace place, double loss) => new(place.Across, place.Up, place.Away, loss);

    // From the line, in its plane or away from it.
    private static double Distance(PlanePlace place) => (place.Up * place.Up) + (place.Away * place.Away);
}
