using Unlearn.Learning.Forgetting.Certified;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Tests.Forgetting.Certified;

public sealed class LangevinTests
{
    [Test]
    public void Steps_are_projected_into_the_ball_and_points_inside_stay_where_they_are()
    {
        double[] free = Train(1e6);
        double[] loose = Train(2 * Norm(free));
        double[] tight = Train(0.5);

        Assert.That(Norm(free), Is.InRange(1.0, 100.0));
        Assert.That(loose, Is.EqualTo(free), "no step left that ball: rescaling onto its sphere would show");
        Assert.That(Norm(tight), Is.LessThanOrEqualTo(0.5 + 1e-12));
    }

    private static double[] Train(double radius)
    {
        using var setting = new Setting(1, new SoftmaxRegression());
        using ParameterStack trained = new Langevin
        {
            Radius = radius,
            LearnSteps = 200,
            Lambda = 0.001,
        }.Train(setting.Data, [setting.Requests[0].Original], new CostCounter(1), default);
        return Bits.Doubles(trained);
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(static value => value * value));
}
