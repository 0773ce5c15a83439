using TorchSharp;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.SecondOrder;

/// <summary>The solvers lissa and k-fac against exact ones.</summary>
public sealed class InfluenceSolversTests
{
    private static readonly Influence Exact = new() { Solver = InfluenceSolver.Exact, Damping = 0.1 };

    private static readonly Influence Series = Exact with
    {
        Solver = InfluenceSolver.Lissa,
        Iterations = 5000,
        Tolerance = 1e-13,
    };

    [Test]
    public void The_series_converges_to_the_exact_solution_with_an_estimated_and_with_a_given_scale(
        [Values(0.0, 20.0)] double scale
    )
    {
        using Wide setting = new(new SoftmaxRegression());

        double[] exact = setting.Step(Exact);
        double[] series = setting.Step(Series with { Scale = scale });

        Assert.That(series, Is.EqualTo(exact).Within(1e-9));
        Assert.That(exact.Max(Math.Abs), Is.GreaterThan(1e-3));
    }

    [Test]
    public void A_scale_below_half_the_largest_eigenvalue_is_named()
    {
        using Wide setting = new(new SoftmaxRegression());

        Assert.That(
            () => setting.Step(Series with { Scale = 1e-3 }),
            Throws.InstanceOf<DivergedException>().With.Message.Contains("scale")
        );
    }

    [Test]
    public void Samples_estimate_the_series_and_a_sample_of_all_points_is_the_series()
    {
        using Wide setting = new(new SoftmaxRegression());
        double[] exact = setting.Step(Exact);

        double[] all = setting.Step(Series with { SampleSize = 1000, Iterations = 2000 });
        double[] some = setting.Step(Series with { SampleSize = 30, Scale = 100.0, Iterations = 5000 });

        Assert.That(all, Is.EqualTo(exact).Within(1e-9));
        Assert.That(some, Is.Not.EqualTo(exact).Within(1e-9));
        Assert.That(Apart(some, exact), Is.LessThan(0.3 * Length(exact)));
    }

    [Test]
    public void Kronecker_factors_of_one_point_are_its_gauss_newton_matrix_layer_by_layer(
        [Values] bool hidden,
        [Values] Activation activation
    )
    {
        IModel model = hidden ? new Mlp { Hidden = [5, 4], Activation = activation } : new SoftmaxRegression();
        using Wide setting = new(model);
        PointSet one = new([17]);
        int width = setting.Data.Network.Layout.Width;
        using Tensor right = tensor([.. Enumerable.Range(0, width).Select(static i => Points.Seed.Normal((ulong)i))]);
        const double scale = 0.7;
        const double damping = 0.05;

        using Tensor solved = KroneckerFactors.Solve(
            setting.Data,
            setting.Originals,
            0,
            one,
            scale,
            damping,
            right,
            default
        );

        // (scale G + damping I) x must be the right side, G being cut to its diagonal blocks.
        double[] x = solved.data<double>().ToArray();
        double[] expected = right.data<double>().ToArray();
        var loss = EmpiricalLoss.CrossEntropy(setting.Data, [one]);
        foreach (var layer in setting.Data.Network.Layers)
        {
            bool[] inside = new bool[width];
            foreach (ParameterShape shape in layer.Select(name => setting.Data.Network.Layout[name]))
            {
                Array.Fill(inside, true, shape.Offset, shape.Count);
            }

            using DisposeScope scope = NewDisposeScope();
            Tensor own = tensor([.. x.Select((value, i) => inside[i] ? value : 0.0)], [1, width]);
            double[] product = loss.GaussNewtonProduct(setting.Originals, own).data<double>().ToArray();
            foreach (int i in Enumerable.Range(0, width).Where(i => inside[i]))
            {
                Assert.That((scale * product[i]) + (damping * x[i]), Is.EqualTo(expected[i]).Within(1e-9), $"{i}");
            }
        }
    }

    [Test]
    public void A_factored_step_points_where_the_exact_one_does()
    {
        using Wide setting = new(new Mlp { Hidden = [6] });
        double[] exact = setting.Step(Exact);
        double[] factored = setting.Step(Exact with { Solver = InfluenceSolver.KFac });

        double cosine = exact.Zip(factored, static (a, b) => a * b).Sum() / (Length(exact) * Length(factored));

        Assert.That(cosine, Is.GreaterThan(0.8));
        Assert.That(factored, Is.Not.EqualTo(exact).Within(1e-6));
    }

    [Test]
    public void Networks_with_convolutions_are_refused()
    {
        var data = new TrainingData(
            Training.Toy.Dataset(20, 144, 3),
            new Cnn { Channels = [2], Hidden = [] }.Bind([1, 12, 12], 3)
        );
        using ParameterStack originals = StackTrainer.Initialise(data.Network, [new RandomKey(1)]);
        ForgetRequest request = Points.Forget(Points.Range(20), new TrainingOptions(), 1);
        var context = new UnlearningContext(data, originals, [request], new CostCounter(1));

        Assert.That(
            () => new Influence { Solver = InfluenceSolver.KFac }.Unlearn(context, default),
            Throws.InstanceOf<InputException>().With.Message.Contains("conjugate-gradient")
        );
    }

    private static double Length(double[] values) => Math.Sqrt(values.Sum(static value => value * value));

    private static double Apart(double[] left, double[] right) => Length([.. left.Zip(right, static (a, b) => a - b)]);

    /// <summary>One trained model in double precision.</summary>
    private sealed class Wide : IDisposable
    {
        private readonly ForgetRequest _request = Points.Forget(
            Points.Range(120),
            new TrainingOptions { Epochs = 20, WeightDecay = 0.01 },
            3,
            40,
            77
        );

        public Wide(IModel model)
        {
            Data = new TrainingData(Training.Toy.Dataset(120, 8, 3), model.Bind([8], 3));
            using ParameterStack single = new StackTrainer().Train(Data, [_request.Original], default);
            Originals = new ParameterStack(single.Layout, single.Flat.to_type(ScalarType.Float64));
        }

        public TrainingData Data { get; }

        public ParameterStack Originals { get; }

        public double[] Step(Influence influence)
        {
            var context = new UnlearningContext(Data, Originals, [_request], new CostCounter(1));
            using ParameterStack after = influence.Unlearn(context, default);
            return [.. Bits.Doubles(after).Zip(Bits.Doubles(Originals), static (now, then) => now - then)];
        }

        public void Dispose() => Originals.Dispose();
    }
}
