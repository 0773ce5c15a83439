using TorchSharp;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>
/// K regularised logistic regressions on the same rows with a random linear term each (Guo et al., ICML 2020, equation 5):
/// sum over present points of log(1 + exp(-y w.x)) + (lambda n / 2) |w|^2 + b.w, n being the points that are present. Two classes
/// are one regression, more are one against the rest each. Weights, gradients and noise are [K, d], Hessians [K, d, d]; float64.
/// </summary>
internal sealed class LogisticObjective : IDisposable
{
    private const int MostIterations = 200;
    private const double Enough = 1e-13;
    private const double Nearly = 1e-9;
    private const double Slack = 1e-12;

    private readonly Tensor _rows;
    private readonly Tensor _signs;
    private readonly Tensor _present;
    private readonly Tensor _noise;
    private readonly double _lambda;

    /// <summary>All points present.</summary>
    /// <param name="points">Rows of unit norm; not owned.</param>
    /// <param name="lambda">Regularisation.</param>
    /// <param name="noise">b, [K, d]; owned.</param>
    public LogisticObjective(UnitRows points, double lambda, Tensor noise)
    {
        _rows = points.Rows;
        _lambda = lambda;
        _noise = noise.DetachFromDisposeScope();
        Count = points.Points.Count;
        _present = ones([Count, 1], ScalarType.Float64).DetachFromDisposeScope();
        int problems = ProblemsOf(points.Classes);
        var signs = new double[Count * problems];
        for (int i = 0; i < signs.Length; i++)
        {
            int positive = problems == 1 ? 1 : i % problems;
            signs[i] = points.Labels[i / problems] == positive ? 1.0 : -1.0;
        }

        _signs = tensor(signs, [Count, problems]).DetachFromDisposeScope();
    }

    /// <summary>Points that are present.</summary>
    public int Count { get; private set; }

    /// <summary>Regressions for a number of classes.</summary>
    public static int ProblemsOf(int classes) => classes == 2 ? 1 : classes;

    /// <summary>Takes rows away for good.</summary>
    public void Remove(IReadOnlyList<int> positions)
    {
        if (positions.Count == 0)
        {
            return;
        }

        using Tensor index = Index(positions);
        using Tensor none = zeros([positions.Count, 1], ScalarType.Float64);
        _present.index_copy_(0, index, none);
        Count -= positions.Count;
    }

    /// <summary>The gradient at weights, noise included.</summary>
    public Tensor Gradient(Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor slopes = Slopes(_rows.matmul(weights.t()), _signs) * _present;
        Tensor data = slopes.t().matmul(_rows);
        return data.Plus(weights.Times(_lambda * Count)).Plus(_noise).MoveToOuterDisposeScope();
    }

    /// <summary>The part of the gradient that some rows bring in: their losses' gradients and as many shares of the regulariser.</summary>
    public Tensor GradientOf(IReadOnlyList<int> positions, Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor index = Index(positions);
        Tensor rows = _rows.index_select(0, index);
        Tensor slopes = Slopes(rows.matmul(weights.t()), _signs.index_select(0, index));
        return slopes.t().matmul(rows).Plus(weights.Times(_lambda * positions.Count)).MoveToOuterDisposeScope();
    }

    /// <summary>Solves Hessian x = right of each regression at weights.</summary>
    public Tensor Solve(Tensor weights, Tensor right)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor odds = _rows.matmul(weights.t()).sigmoid_();
        Tensor curved = (odds.Minus(odds * odds) * _present).t();
        Tensor ridge = eye(_rows.size(1), dtype: ScalarType.Float64).Times(_lambda * Count);
        Tensor solution = empty_like(right);
        for (long problem = 0; problem < right.size(0); problem++)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor weighted = _rows * curved.select(0, problem).unsqueeze(1);
            Tensor hessian = _rows.t().matmul(weighted).Plus(ridge);
            Tensor solved = linalg.solve(hessian, right.select(0, problem).unsqueeze(1));
            solution.select(0, problem).copy_(solved.squeeze(1));
        }

        return solution.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Bounds the norm, over all regressions together, of what a Newton step leaves of the gradient: a quarter bounds the change of
    /// the logistic curvature, so each regression leaves at most |X| |step| |X step| / 4 for rows of norm at most 1 (Guo et al.,
    /// corollary 1), X being the rows that are present.
    /// </summary>
    /// <param name="step">[K, d].</param>
    public double StepBound(Tensor step)
    {
        using DisposeScope scope = NewDisposeScope();
        double rowNorm = RowNorm();
        double[] lengths = Norms(step);
        double[] changes = Norms((_rows.matmul(step.t()) * _present).t());
        double squares = lengths.Zip(changes, (length, change) => Math.Pow(rowNorm * length * change / 4.0, 2)).Sum();
        return Math.Sqrt(squares);
    }

    /// <summary>The minimum, by Newton's method from zero with steps halved until they descend.</summary>
    /// <param name="cancellationToken">Checked at every step.</param>
    /// <param name="iterations">Newton steps taken.</param>
    public Tensor Minimise(CancellationToken cancellationToken, out int iterations)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = zeros_like(_noise);
        double scale = 1.0 + Norms(_noise).Max();
        double last = double.PositiveInfinity;
        for (iterations = 0; iterations < MostIterations; iterations++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope inner = NewDisposeScope();
            Tensor gradient = Gradient(weights);
            double size = Norms(gradient).Max() / scale;
            bool atRounding = size < Nearly && size > last / 2.0;
            if (size <= Enough || atRounding || !Descend(weights, Solve(weights, gradient)))
            {
                break;
            }

            last = size;
        }

        return weights.MoveToOuterDisposeScope();
    }

    /// <summary>Lengths of rows.</summary>
    public static double[] Norms(Tensor rows)
    {
        using Tensor squares = rows * rows;
        using Tensor sums = squares.sum(1, keepdim: false);
        return [.. sums.data<double>().ToArray().Select(Math.Sqrt)];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _signs.Dispose();
        _present.Dispose();
        _noise.Dispose();
    }

    /// <summary>The spectral norm of the rows that are present.</summary>
    private double RowNorm()
    {
        using DisposeScope scope = NewDisposeScope();
        double[] eigenvalues = linalg.eigvalsh(_rows.t().matmul(_rows * _present)).data<double>().ToArray();
        return Math.Sqrt(eigenvalues.Max());
    }

    /// <summary>Moves each regression by the largest halving of its step that does not ascend; false when none moves.</summary>
    private bool Descend(Tensor weights, Tensor step)
    {
        double[] before = Values(weights);
        double[] lengths = [.. before.Select(static _ => 1.0)];
        for (int halving = 0; halving < 40; halving++)
        {
            Tensor moved = weights.Minus(step * tensor(lengths).unsqueeze(1));
            double[] after = Values(moved);

            // Close to the minimum a good step changes the value by less than its rounding.
            bool[] worse = [.. after.Zip(before, static (now, then) => now > then + (Slack * (1.0 + Math.Abs(then))))];
            if (!worse.Contains(true))
            {
                bool moves = moved.ne(weights).any().item<bool>();
                weights.copy_(moved);
                return moves;
            }

            lengths = [.. lengths.Zip(worse, static (length, bad) => bad ? length / 2.0 : length)];
        }

        return false;
    }

    private double[] Values(Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor losses = (_rows.matmul(weights.t()) * _signs).neg().exp().log1p() * _present;
        Tensor pull = (weights * weights).sum(1, keepdim: false).Times(_lambda * Count / 2.0);
        Tensor tilt = (weights * _noise).sum(1, keepdim: false);
        return losses.sum(0, keepdim: false).Plus(pull).Plus(tilt).data<double>().ToArray();
    }

    private static Tensor Slopes(Tensor scores, Tensor signs) => (scores * signs).neg().sigmoid() * signs.neg();

    private static Tensor Index(IReadOnlyList<int> positions) =>
        tensor([.. positions.Select(static position => (long)position)]);
}
