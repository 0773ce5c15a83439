using Unlearn.Engine.Store;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Store;

public sealed class OutputTableTests
{
    private static readonly OutputTable Odd = new(new PointSet([1, 3, 7]), [1, 10, 3, 30, 7, 70], 2);
    private static readonly OutputTable Even = new(new PointSet([0, 4]), [0, 5, 4, 40], 2);

    [Test]
    public void Rows_are_those_of_the_points_in_their_order()
    {
        Assert.That(Odd.TryGet(new PointSet([7, 1]), out double[]? rows), Is.True);
        Assert.That(rows, Is.EqualTo(new double[] { 1, 10, 7, 70 }));
    }

    [TestCase(0)]
    [TestCase(2)]
    [TestCase(8)]
    public void A_point_that_has_no_row_is_told(int point) =>
        Assert.That(Odd.TryGet(new PointSet([3, point]), out _), Is.False);

    [Test]
    public void Two_tables_become_one_in_the_order_of_points()
    {
        OutputTable both = Odd.With(Even);
        Assert.That(both.Points, Is.EqualTo(new[] { 0, 1, 3, 4, 7 }));
        Assert.That(both.Values, Is.EqualTo(new float[] { 0, 5, 1, 10, 3, 30, 4, 40, 7, 70 }));
    }

    [Test]
    public void A_part_has_the_points_that_both_have()
    {
        OutputTable part = Odd.On(new PointSet([0, 3, 7, 9]));
        Assert.That(part.Points, Is.EqualTo(new[] { 3, 7 }));
        Assert.That(part.Values, Is.EqualTo(new float[] { 3, 30, 7, 70 }));
        Assert.That(Odd.On(new PointSet([1, 2, 3, 7])), Is.SameAs(Odd), "nothing is copied where nothing is left out");
    }

    [Test]
    public void The_store_gives_back_what_it_was_given_and_names_no_other_member()
    {
        using var folder = new TemporaryFolder();
        var store = new ResultStore(folder["store"], Assert.Fail);
        store.WriteOutputs(ContentKey.Of("one"), Odd, seconds: 0.5);
        OutputTable? found = store.ReadOutputs(ContentKey.Of("one"), classes: 2);
        Assert.That(found!.Points, Is.EqualTo(Odd.Points));
        Assert.That(found.Values, Is.EqualTo(Odd.Values));
        Assert.That(store.ReadOutputs(ContentKey.Of("another"), classes: 2), Is.Null);
    }

    [Test]
    public void Outputs_of_another_number_of_classes_are_damage()
    {
        using var folder = new TemporaryFolder();
        var warnings = new List<string>();
        var store = new ResultStore(folder["store"], warnings.Add);
        store.WriteOutputs(ContentKey.Of("one"), Odd, seconds: 0.5);
        Assert.That(store.ReadOutputs(ContentKey.Of("one"), classes: 3), Is.Null);
        Assert.That(warnings.Single(), Does.Contain("another shape"));
    }
}
