using System.Text.Json;
using TorchSharp;
using Unlearn.Core;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.SecondOrder;

/// <summary>Against independent float64 code (softmax regression on 300 digits) and against closed forms.</summary>
public sealed class InfluenceTests
{
    private JsonElement _input;
    private JsonElement _expected;
    private TrainingData _data = null!;
    private ForgetRequest _request = null!;

    [OneTimeSetUp]
    public void Read()
    {
        _input = Oracle.Read("influence.input.json");
        _expected = Oracle.Read("influence.expected.json");
        float[] pixels =
        [
            .. _input
                .GetProperty("train_pixels")
                .EnumerateArray()
                .SelectMany(static row => row.EnumerateArray())
                .Select(static pixel => pixel.GetSingle() / 16f),
        ];
        var dataset = new Dataset
        {
            Name = "oracle",
            Features = pixels,
            FeatureShape = [64],
            Labels = Oracle.Ints(_input, "train_labels"),
            ClassNames = [.. Enumerable.Range(0, 10).Select(static digit => $"{digit}")],
            Digest = "",
        };
        _data = new TrainingData(dataset, new SoftmaxRegression().Bind([64], 10));
        _request = Points.Forget(
            Points.Range(300),
            new TrainingOptions { WeightDecay = _input.GetProperty("lambda").GetDouble() },
            Oracle.Ints(_input, "forget_positions_in_train")
        );
    }

    [TestCase("first_order_full_hessian", InfluenceUpdate.FirstOrder, InfluenceObjective.LeaveOut)]
    [TestCase("newton_kept_hessian_A", InfluenceUpdate.Newton, InfluenceObjective.LeaveOut)]
    [TestCase("newton_kept_hessian_B", InfluenceUpdate.Newton, InfluenceObjective.Retrain)]
    public void Updates_match_the_oracle_with_both_solvers(
        string name,
        InfluenceUpdate update,
        InfluenceObjective objective
    )
    {
        double[] expected = Oracle.Doubles(_expected.GetProperty("updates").GetProperty(name), "delta");
        foreach (
            (InfluenceSolver solver, InfluenceCurvature curvature) in new[]
            {
                (InfluenceSolver.Exact, InfluenceCurvature.Hessian),
                (InfluenceSolver.ConjugateGradient, InfluenceCurvature.Hessian),
                (InfluenceSolver.ConjugateGradient, InfluenceCurvature.GaussNewton),
            }
        )
        {
            var influence = new Influence
            {
                Update = update,
                Objective = objective,
                Curvature = curvature,
                Solver = solver,
                Damping = 0.0,
                Iterations = 2000,
                Tolerance = 1e-13,
            };

            double[] delta = Delta(influence);

            Assert.That(delta, Is.EqualTo(expected).Within(1e-8), $"{solver}, {curvature}");
        }
    }

    [Test]
    public void A_member_has_the_same_bits_alone_and_in_a_stack()
    {
        var other = new ForgetRequest(_request.Seed, Points.Range(200), new PointSet([5]), _request.Training);
        using ParameterStack one = Originals(1);
        using ParameterStack three = Originals(3);

        using ParameterStack alone = Unlearn(new Influence(), one, _request);
        using ParameterStack together = Unlearn(new Influence(), three, other, _request, other);

        Assert.That(Bits.Same(together, 1, alone, 0), Is.True);
        for (int i = 0; i < 5; i++)
        {
            // Code that is compiled again while a process runs must not change bits.
            using ParameterStack again = Unlearn(new Influence(), one, _request);
            Assert.That(Bits.Same(again, 0, alone, 0), Is.True, $"repetition {i}");
        }
    }

    [Test]
    public void An_exact_solution_of_a_large_model_is_refused_with_advice()
    {
        var data = new TrainingData(_data.Dataset, new Mlp().Bind([64], 10));
        using ParameterStack originals = StackTrainer.Initialise(data.Network, [Points.Seed]);
        var context = new UnlearningContext(data, originals, [_request], new CostCounter(1));

        Assert.That(
            () => new Influence { Solver = InfluenceSolver.Exact }.Unlearn(context, default),
            Throws.TypeOf<InputException>().With.Message.Contains("conjugate-gradient")
        );
    }

    [Test]
    public void Closed_products_equal_those_by_differentiation_in_networks_without_hidden_layers()
    {
        using ParameterStack at = Originals(2);
        PointSet[] sets = [Points.Range(300), Points.Range(77)];
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = Learning.Forgetting.Descent.KeyedNoise.Normal(
            [Points.Seed, Points.Seed.Derive(1)],
            _data.Network.Layout.Width
        );
        var closed = Learning.Forgetting.Descent.EmpiricalLoss.CrossEntropy(_data, sets);
        var general = new Learning.Forgetting.Descent.EmpiricalLoss(
            _data,
            sets,
            static (logits, labels) => CrossEntropy.PerPoint(logits, labels)
        );

        Assert.That(closed.HasClosedForm, Is.True);
        Assert.That(general.HasClosedForm, Is.False);
        double[] expected = closed.HessianProduct(at, vectors).data<double>().ToArray();
        Assert.That(general.HessianProduct(at, vectors).data<double>().ToArray(), Is.EqualTo(expected).Within(1e-9));
        Assert.That(
            general.GaussNewtonProduct(at, vectors).data<double>().ToArray(),
            Is.EqualTo(expected).Within(1e-9)
        );
    }

    [TestCase(0.0)]
    [TestCase(0.3)]
    public void Newton_is_retraining_on_least_squares(double weightDecay)
    {
        Dataset dataset = Training.Toy.Dataset(40, 5, 3);
        var data = new TrainingData(dataset, new SoftmaxRegression().Bind([5], 3));
        ForgetRequest request = Points.Forget(
            Points.Range(40),
            new TrainingOptions { WeightDecay = weightDecay },
            0,
            7,
            39,
            12
        );
        using ParameterStack original = LeastSquares(data, request.Train, weightDecay);
        using ParameterStack retrained = LeastSquares(data, request.Retain, weightDecay);
        var context = new UnlearningContext(data, original, [request], new CostCounter(1));

        // k-fac's matrix is its own; all others solve the same system.
        foreach (InfluenceSolver solver in Enum.GetValues<InfluenceSolver>().Except([InfluenceSolver.KFac]))
        {
            var newton = new Influence
            {
                Solver = solver,
                Damping = 0.0,
                Iterations = 500,
                Tolerance = 1e-15,
            };
            using ParameterStack unlearned = newton.Unlearn(context, Squares, default);

            Assert.That(Bits.Doubles(unlearned), Is.EqualTo(Bits.Doubles(retrained)).Within(1e-10), $"{solver}");
        }
    }

    [Test]
    public void Cost_is_two_gradients_a_point_and_product()
    {
        var cost = new CostCounter(1);
        using ParameterStack originals = Originals(1);
        var influence = new Influence { Iterations = 7, Tolerance = 0.0 };

        using ParameterStack unlearned = influence.Unlearn(
            new UnlearningContext(_data, originals, [_request], cost),
            default
        );

        Assert.That(cost.Gradients[0], Is.EqualTo(20 + (7 * 2 * 280)));
    }

    private static Tensor Squares(Tensor logits, Tensor labels)
    {
        Tensor residual = logits - nn.functional.one_hot(labels, 3).to_type(logits.dtype);
        return (residual * residual).sum(-1, keepdim: false) * 0.5;
    }

    /// <summary>The closed form of mean half squares + decay/2 |theta|^2, by the normal equations.</summary>
    private static ParameterStack LeastSquares(TrainingData data, PointSet points, double weightDecay)
    {
        using DisposeScope scope = NewDisposeScope();
        int features = data.Dataset.FeatureCount;
        Tensor design = zeros([points.Count, features + 1], ScalarType.Float64);
        Tensor targets = zeros([points.Count, 3], ScalarType.Float64);
        for (int i = 0; i < points.Count; i++)
        {
            int id = points.Ids[i];
            for (int j = 0; j < features; j++)
            {
                design[i, j] = (double)data.Dataset.Features[(id * features) + j];
            }

            design[i, features] = 1.0;
            targets[i, data.Dataset.Labels[id]] = 1.0;
        }

        Tensor normal =
            (design.T.mm(design) / points.Count) + (eye(features + 1, dtype: ScalarType.Float64) * weightDecay);
        Tensor solved = linalg.solve(normal, design.T.mm(targets) / points.Count);
        Tensor flat = zeros([1, data.Network.Layout.Width], ScalarType.Float64);
        var stack = new ParameterStack(data.Network.Layout, flat);
        stack[DenseNetwork.Weight(0)].copy_(solved.narrow(0, 0, features).T.unsqueeze(0));
        stack[DenseNetwork.Bias(0)].copy_(solved.narrow(0, features, 1));
        return stack;
    }

    private double[] Delta(Influence influence)
    {
        using ParameterStack before = Originals(1);
        using ParameterStack after = Unlearn(influence, before, _request);
        double[] start = Oracle.Doubles(_expected, "theta_full");
        double[] end = RowMajor(after);
        return [.. end.Zip(start, static (now, then) => now - then)];
    }

    private ParameterStack Unlearn(Influence influence, ParameterStack originals, params ForgetRequest[] requests) =>
        influence.Unlearn(new UnlearningContext(_data, originals, requests, new CostCounter(requests.Length)), default);

    /// <summary>The oracle's full solution: its last column is the bias.</summary>
    private ParameterStack Originals(int members)
    {
        double[] theta = Oracle.Doubles(_expected, "theta_full");
        using Tensor rows = tensor(theta).view(1, 10, 65).repeat(members, 1, 1);
        var stack = new ParameterStack(
            _data.Network.Layout,
            zeros([members, _data.Network.Layout.Width], ScalarType.Float64)
        );
        stack[DenseNetwork.Weight(0)].copy_(rows.narrow(2, 0, 64));
        stack[DenseNetwork.Bias(0)].copy_(rows.narrow(2, 64, 1).squeeze(2));
        return stack;
    }

    private static double[] RowMajor(ParameterStack stack)
    {
        using Tensor joined = cat([stack[DenseNetwork.Weight(0)], stack[DenseNetwork.Bias(0)].unsqueeze(2)], 2);
        return joined.contiguous().data<double>().ToArray();
    }
}
