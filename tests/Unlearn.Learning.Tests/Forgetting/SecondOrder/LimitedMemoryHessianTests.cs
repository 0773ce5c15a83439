using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.SecondOrder;

namespace Unlearn.Learning.Tests.Forgetting.SecondOrder;

public sealed class LimitedMemoryHessianTests
{
    [Test]
    public void The_newest_pair_is_met_exactly_and_products_are_symmetric_and_positive()
    {
        var hessian = new LimitedMemoryHessian(3);
        double[] change = [];
        double[] slope = [];
        for (int pair = 0; pair < 5; pair++)
        {
            change = Vector(pair);
            slope = Quadratic(change);
            hessian.Add(change, slope);
        }

        Assert.That(hessian.Times(change), Is.EqualTo(slope).Within(1e-10));
        double[] left = Vector(100);
        double[] right = Vector(101);
        Assert.That(Dot(hessian.Times(left), right), Is.EqualTo(Dot(left, hessian.Times(right))).Within(1e-10));
        Assert.That(Dot(hessian.Times(left), left), Is.Positive);
    }

    [Test]
    public void As_many_conjugate_pairs_as_dimensions_give_the_matrix_itself()
    {
        var hessian = new LimitedMemoryHessian(4);
        for (int axis = 0; axis < 4; axis++)
        {
            double[] unit = new double[4];
            unit[axis] = 1.0;
            hessian.Add(unit, [.. unit.Select(value => (axis + 2) * value)]);
        }

        Assert.That(hessian.Times([1, 1, 1, 1]), Is.EqualTo(new double[] { 2, 3, 4, 5 }).Within(1e-12));
    }

    [Test]
    public void Pairs_without_curvature_are_left_out()
    {
        var hessian = new LimitedMemoryHessian(2);

        hessian.Add([0, 0], [1, 1]);
        hessian.Add([1, 0], [-1, 0]);

        Assert.That(hessian.IsEmpty, Is.True);
    }

    private static double[] Vector(int number) =>
        [.. Enumerable.Range(0, 6).Select(i => new RandomKey(8).Derive(number).Normal((ulong)i))];

    private static double[] Quadratic(double[] v) => [.. v.Select((value, i) => ((i + 1) * value) + (0.3 * v.Sum()))];

    private static double Dot(double[] left, double[] right) => left.Zip(right, static (a, b) => a * b).Sum();
}
