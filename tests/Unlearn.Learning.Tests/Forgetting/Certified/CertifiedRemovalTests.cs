using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.Certified;

public sealed class CertifiedRemovalTests
{
    [Test]
    public void Weights_after_each_of_twenty_removals_are_those_of_the_closed_form_and_the_residual_stays_below_its_bound(
        [Values] RemovalGradient gradient
    )
    {
        // A budget that nothing spends, so that every removal is a Newton step.
        var rule = new CertifiedRemoval
        {
            Lambda = 1e-3,
            Sigma = 1.0,
            Epsilon = 1000,
            Gradient = gradient,
        };
        ForgetRequest request = TwoDigits.Request(20);
        using var points = UnitRows.Of(TwoDigits.Data, request.Train);
        using CertifiedModel model = rule.Start(points, request.Original, default);
        var closed = new ClosedForm(TwoDigits.Data, request.Train, rule.Lambda);
        double[] w = Weights(model);
        double[] noise = [.. closed.Gradient(w).Select(static g => -g)];
        foreach (int point in request.Forget)
        {
            double[] own = closed.GradientOf(point, w);
            closed.Remove(point);
            double[] right =
                gradient == RemovalGradient.Removed
                    ? own
                    : [.. closed.Gradient(w).Zip(noise, static (g, b) => -(g + b))];
            double[] taken = closed.Solve(w, right);
            w = [.. w.Zip(taken, static (now, step) => now + step)];
            double earlier = gradient == RemovalGradient.Removed ? model.ResidualBound : 0.0;

            model.Remove([point], default);

            double bound = StepBound(points, request.Forget.TakeWhile(id => id <= point), taken);
            Assert.That(model.ResidualBound - earlier, Is.EqualTo(bound).Within(1e-9 * bound), $"point {point}");

            Assert.That(Weights(model), Is.EqualTo(w).Within(1e-9), $"point {point}");
            double residual = Math.Sqrt(closed.Gradient(w).Zip(noise, static (g, b) => (g + b) * (g + b)).Sum());
            Assert.That(residual, Is.LessThanOrEqualTo(model.ResidualBound));
            Assert.That(residual, Is.GreaterThan(1e-6), "a step is not retraining");
        }

        Assert.That(model.Retrainings, Is.Zero);
    }

    [Test]
    public void The_original_is_the_minimum_of_the_perturbed_loss_and_the_noise_has_its_deviation()
    {
        var rule = new CertifiedRemoval { Sigma = 3.0 };
        var drawn = new List<double>();
        for (ulong seed = 0; seed < 40; seed++)
        {
            ForgetRequest request = TwoDigits.Request(0, seed);
            using var points = UnitRows.Of(TwoDigits.Data, request.Train);
            using CertifiedModel model = rule.Start(points, request.Original, default);

            Assert.That(model.ResidualBound, Is.LessThan(1e-9));
            drawn.AddRange(new ClosedForm(TwoDigits.Data, request.Train, rule.Lambda).Gradient(Weights(model)));
        }

        // At the minimum the plain loss's gradient is minus the noise: 40 x 65 normal numbers.
        double deviation = Math.Sqrt(drawn.Average(static b => b * b));
        Assert.That(deviation, Is.EqualTo(3.0).Within(4 * 3.0 / Math.Sqrt(2.0 * drawn.Count)));
    }

    [Test]
    public void A_spent_budget_trains_again_with_fresh_noise_on_what_is_left()
    {
        var rule = new CertifiedRemoval
        {
            Epsilon = 0.5,
            Sigma = 1.0,
            Lambda = 0.01,
        };
        ForgetRequest request = TwoDigits.Request(30);
        using var points = UnitRows.Of(TwoDigits.Data, request.Train);
        using CertifiedModel model = rule.Start(points, request.Original, default);
        var closed = new ClosedForm(TwoDigits.Data, request.Train, rule.Lambda);
        double[] noise = [.. closed.Gradient(Weights(model)).Select(static g => -g)];
        foreach (int point in request.Forget)
        {
            int before = model.Retrainings;
            closed.Remove(point);

            model.Remove([point], default);

            Assert.That(model.ResidualBound, Is.LessThanOrEqualTo(rule.Budget));
            double[] gradient = closed.Gradient(Weights(model));
            if (model.Retrainings > before)
            {
                double[] fresh = [.. gradient.Select(static g => -g)];
                Assert.That(fresh.Zip(noise, static (a, b) => Math.Abs(a - b)).Max(), Is.GreaterThan(0.1));
                Assert.That(model.ResidualBound, Is.LessThan(1e-9));
                noise = fresh;
            }
            else
            {
                double residual = Math.Sqrt(gradient.Zip(noise, static (g, b) => (g + b) * (g + b)).Sum());
                Assert.That(residual, Is.LessThanOrEqualTo(model.ResidualBound));
            }
        }

        Assert.That(model.Retrainings, Is.InRange(1, 29));
    }

    [Test]
    public void The_budget_is_sigma_epsilon_over_c()
    {
        var rule = new CertifiedRemoval
        {
            Sigma = 10.0,
            Epsilon = 0.5,
            Delta = 1e-3,
        };

        Assert.That(rule.Budget, Is.EqualTo(5.0 / Math.Sqrt(2.0 * Math.Log(1500.0))).Within(1e-14));
    }

    [Test]
    public void Guarantee_budget_and_retrainings_are_reported_for_each_request([Values(1, 1000)] int batch)
    {
        using var setting = new Setting(2, new SoftmaxRegression());
        var rule = new CertifiedRemoval { BatchSize = batch, Epsilon = 0.1 };
        setting.TrainOriginalsBy(rule);
        var context = new UnlearningContext(setting.Data, setting.Originals, setting.Requests, new CostCounter(2));

        using ParameterStack after = rule.Unlearn(context, default);

        for (int member = 0; member < 2; member++)
        {
            Dictionary<string, double?> figures = context
                .Figures.Of(member)
                .ToDictionary(static figure => figure.Name, static figure => figure.Value);
            Assert.That(figures[CertificateFigures.Epsilon.Name], Is.EqualTo(0.1));
            Assert.That(figures[CertificateFigures.Delta.Name], Is.EqualTo(1e-4));
            double? bound = figures[CertificateFigures.ResidualBound.Name];
            Assert.That(
                figures[CertificateFigures.BudgetLeft.Name],
                Is.EqualTo(rule.Budget - bound!.Value).Within(1e-12)
            );
            Assert.That(bound, Is.InRange(0.0, rule.Budget));
            Assert.That(figures[CertificateFigures.Retrainings.Name], Is.GreaterThanOrEqualTo(0));
        }
    }

    [Test]
    public void Two_classes_are_one_direction_with_opposite_signs_and_the_model_classifies()
    {
        ForgetRequest request = TwoDigits.Request(20);
        var rule = new CertifiedRemoval { Sigma = 0.3 };
        using ParameterStack own = rule.Train(TwoDigits.Data, [request.Original], new CostCounter(1), default);

        using Tensor weight = own[DenseNetwork.Weight(0)];
        Assert.That(weight.sum(1, keepdim: false).abs().max().item<double>(), Is.Zero);
        LogitTable logits = Predictor.Logits(TwoDigits.Data, own, [.. TwoDigits.Test])[0];
        int[] labels = [.. TwoDigits.Test.Select(static point => TwoDigits.Data.Dataset.Labels[point])];
        Assert.That(Predictor.Accuracy(logits, labels), Is.GreaterThan(0.9));
    }

    [Test]
    public void What_is_handed_back_are_the_weights_after_the_removals_not_the_original_s()
    {
        var rule = new CertifiedRemoval { Sigma = 0.5, Lambda = 1e-3 };
        ForgetRequest request = TwoDigits.Request(20);
        using ParameterStack own = rule.Train(TwoDigits.Data, [request.Original], new CostCounter(1), default);
        using var points = UnitRows.Of(TwoDigits.Data, request.Train);
        using CertifiedModel model = rule.Start(points, request.Original, default);
        foreach (int point in request.Forget)
        {
            model.Remove([point], default);
        }

        using ParameterStack after = rule.Unlearn(
            new UnlearningContext(TwoDigits.Data, own, [request], new CostCounter(1)),
            default
        );

        double[] removed = Weights(model)[..64];
        Assert.That(Direction(after), Is.EqualTo(removed).Within(1e-5));
        Assert.That(Direction(own), Is.Not.EqualTo(removed).Within(1e-2));

        static double[] Direction(ParameterStack stack)
        {
            using Tensor weight = stack[DenseNetwork.Weight(0)].to_type(ScalarType.Float64);
            using Tensor direction = (weight.select(1, 1) - weight.select(1, 0)).contiguous();
            return direction.data<double>().ToArray();
        }
    }

    /// <summary>|X| |step| |X step| / 4, X being the rows without those that were removed.</summary>
    private static double StepBound(UnitRows points, IEnumerable<int> removed, double[] step)
    {
        using var scope = NewDisposeScope();
        int[] gone = points.PositionsOf(removed);
        long[] left = [.. Enumerable.Range(0, points.Points.Count).Except(gone).Select(static row => (long)row)];
        Tensor rows = points.Rows.index_select(0, tensor(left));
        Tensor along = tensor(step);
        double change = rows.matmul(along).norm().item<double>();
        return linalg.svdvals(rows).max().item<double>() * along.norm().item<double>() * change / 4.0;
    }

    private static double[] Weights(CertifiedModel model) => model.Weights.data<double>().ToArray();
}
