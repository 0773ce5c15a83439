using TorchSharp;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.SecondOrder;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.SecondOrder;

/// <summary>Importances are means of squares, never squares of a batch's mean: each point is differentiated alone here.</summary>
public sealed class FisherDiagonalTests
{
    [Test]
    public void Importances_are_means_of_single_points_squared_gradients(
        [Values("mlp", "cnn", "batch", "group")] string model,
        [Values] bool expected
    )
    {
        using Setting setting = New(model, members: 2);
        PointSet[] sets = [.. setting.Requests.Select(static request => request.Forget)];
        var context = new UnlearningContext(setting.Data, setting.Originals, setting.Requests, new CostCounter(2));

        using Tensor fisher = expected
            ? FisherDiagonal.Expected(context, sets, default)
            : FisherDiagonal.Empirical(context, sets, default);

        float[] got = fisher.contiguous().data<float>().ToArray();
        double[] right =
        [
            .. Enumerable.Range(0, 2).SelectMany(member => Mean(setting, member, sets[member], expected)),
        ];
        Assert.That(got, Is.EqualTo(right).Within(1e-5 * Math.Max(1.0, right.Max())));
        Assert.That(right.Max(), Is.GreaterThan(1e-3));
    }

    [Test]
    public void Ssd_dampens_by_these_importances_on_convolutions_too([Values("mlp", "cnn")] string model)
    {
        using Setting setting = New(model, members: 1);
        ForgetRequest request = setting.Requests[0];
        double[] all = Mean(setting, 0, request.Train, expected: false);
        double[] forget = Mean(setting, 0, request.Forget, expected: false);
        double[] right =
        [
            .. Bits.Doubles(setting.Originals)
                .Select(
                    (weight, i) => forget[i] > 1.2 * all[i] ? weight * Math.Min(0.7 * all[i] / forget[i], 1.0) : weight
                ),
        ];

        using ParameterStack after = setting.Unlearn(new Ssd { Alpha = 1.2, Lambda = 0.7 });

        Assert.That(Bits.Doubles(after), Is.EqualTo(right).Within(1e-5));
        Assert.That(right, Is.Not.EqualTo(Bits.Doubles(setting.Originals)).Within(1e-2));
    }

    private static Setting New(string model, int members) =>
        model switch
        {
            "mlp" => new Setting(members, new Mlp { Hidden = [6] }),
            "cnn" => new Setting(
                members,
                new Cnn
                {
                    Channels = [2],
                    Kernel = 3,
                    Hidden = [],
                },
                [1, 2, 5]
            ),
            _ => new Setting(
                members,
                new ResNet { Depth = 8, Normalisation = Enum.Parse<Normalisation>(model, ignoreCase: true) },
                [1, 2, 5]
            ),
        };

    /// <summary>Mean squared gradient, of the true label or of every label weighted by its probability.</summary>
    private static double[] Mean(Setting setting, int member, PointSet points, bool expected)
    {
        using ParameterStack one = setting.Originals.Slice(member, 1);
        using var weights = new ParameterStack(one.Layout, one.Flat.to_type(ScalarType.Float64, copy: true));
        var sum = new double[one.Layout.Width];
        foreach (int point in points)
        {
            IEnumerable<int> labels = expected ? Enumerable.Range(0, 4) : [setting.Data.Dataset.Labels[point]];
            foreach (int label in labels)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor Loss(ParameterStack tracked) =>
                    new Student(setting, tracked).Logits(new PointSet([point])).log_softmax(-1).select(1, label).neg();
                double[] slope = LossGradient.Of(weights, Loss, out double[] loss).data<double>().ToArray();
                double share = expected ? Math.Exp(-loss[0]) : 1.0;
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += share * slope[i] * slope[i] / points.Count;
                }
            }
        }

        return sum;
    }
}
