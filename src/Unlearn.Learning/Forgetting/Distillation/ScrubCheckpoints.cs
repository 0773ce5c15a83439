using Unlearn.Core;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Distillation;

/// <summary>The weights of every member after each epoch, and the choice among them.</summary>
internal sealed class ScrubCheckpoints : IDisposable
{
    private readonly UnlearningContext _context;
    private readonly HashSet<int>[] _lastSteps;
    private readonly List<Tensor>[] _rows;

    /// <summary>Works out where epochs end.</summary>
    /// <param name="context">Data, requests and population.</param>
    /// <param name="plan">The steps of each member.</param>
    /// <exception cref="InputException">A member's forgotten classes have no population point.</exception>
    public ScrubCheckpoints(UnlearningContext context, Func<int, ForgetRequest, IReadOnlyList<DescentStep>> plan)
    {
        _context = context;
        _lastSteps =
        [
            .. context.Requests.Select(
                (request, member) =>
                    plan(member, request)
                        .Select(static (step, number) => (step.Epoch, number))
                        .GroupBy(static item => item.Epoch, static item => item.number)
                        .Select(static numbers => numbers.Max())
                        .ToHashSet()
            ),
        ];
        _rows = [.. context.Requests.Select(static _ => new List<Tensor>())];
        foreach (ForgetRequest request in context.Requests)
        {
            if (RefusalOf(context.Data, request, context.Population) is { } why)
            {
                throw new InputException(why);
            }
        }
    }

    /// <summary>Why a request's checkpoints cannot be compared, or null.</summary>
    public static string? RefusalOf(TrainingData data, ForgetRequest request, PointSet population) =>
        request.Forget.Count == 0 || Peers(data, request, population).Any()
            ? null
            : "Method 'scrub' with rewind compares with population points of the forgotten classes, and there are none: give the "
                + "dataset's split a larger population.";

    /// <summary>Keeps a member's weights where an epoch ends.</summary>
    public void Keep(int member, int step, Tensor row)
    {
        if (_lastSteps[member].Contains(step))
        {
            _rows[member].Add(row.clone().DetachFromDisposeScope());
        }
    }

    /// <summary>The chosen weights of every member; a new stack.</summary>
    /// <param name="last">The weights at the end.</param>
    /// <param name="cancellationToken">Checked at every checkpoint.</param>
    public ParameterStack Rewound(ParameterStack last, CancellationToken cancellationToken)
    {
        ParameterStack result = last.Clone();
        for (int member = 0; member < _rows.Length; member++)
        {
            if (_context.Requests[member].Forget.Count == 0 || _rows[member].Count == 0)
            {
                continue;
            }

            using Tensor row = result.Flat.select(0, member);
            row.copy_(_rows[member][Closest(member, cancellationToken)]);
        }

        return result;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Tensor row in _rows.SelectMany(static rows => rows))
        {
            row.Dispose();
        }
    }

    /// <summary>The checkpoint whose forget error is closest to the last one's error on peers; the latest of equals.</summary>
    private int Closest(int member, CancellationToken cancellationToken)
    {
        ForgetRequest request = _context.Requests[member];
        List<Tensor> rows = _rows[member];
        double aim = PeerError(rows[^1], request);
        int best = rows.Count - 1;
        double least = double.PositiveInfinity;
        for (int epoch = rows.Count - 1; epoch >= 0; epoch--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double distance = Math.Abs(Errors(rows[epoch], [.. request.Forget]).Average() - aim);
            if (distance < least)
            {
                (best, least) = (epoch, distance);
            }
        }

        long evaluated = ((long)rows.Count * request.Forget.Count) + Peers(request).LongCount();
        _context.Cost.Add(member, (evaluated + 2) / 3);
        return best;
    }

    private IEnumerable<int> Peers(ForgetRequest request) => Peers(_context.Data, request, _context.Population);

    private static IEnumerable<int> Peers(TrainingData data, ForgetRequest request, PointSet population)
    {
        int[] labels = data.Dataset.Labels;
        HashSet<int> classes = [.. request.Forget.Select(point => labels[point])];
        return population.Where(point => classes.Contains(labels[point]));
    }

    /// <summary>The error on population points, each class weighing as much as in the forget set.</summary>
    private double PeerError(Tensor row, ForgetRequest request)
    {
        int[] labels = _context.Data.Dataset.Labels;
        int[] peers = [.. Peers(request)];
        double[] errors = Errors(row, peers);
        var byClass = peers
            .Zip(errors, (point, error) => (Label: labels[point], error))
            .GroupBy(static item => item.Label, static item => item.error)
            .Select(found =>
                (Error: found.Average(), Weight: request.Forget.Count(point => labels[point] == found.Key))
            )
            .ToArray();
        return byClass.Sum(static found => found.Error * found.Weight) / byClass.Sum(static found => found.Weight);
    }

    /// <summary>1 where a point is classified wrong.</summary>
    private double[] Errors(Tensor row, int[] points)
    {
        using Tensor copy = row.unsqueeze(0).clone();
        using var own = new ParameterStack(_context.Data.Network.Layout, copy);
        LogitTable logits = Predictor.Logits(_context.Data, own, points)[0];
        int[] labels = _context.Data.Dataset.Labels;
        return
        [
            .. points.Select(
                (point, i) => Verification.Signals.Softmax.Prediction(logits.Row(i)) == labels[point] ? 0.0 : 1.0
            ),
        ];
    }
}
