using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Evidence;

/// <summary>Rows of numbers that wrap what they are given.</summary>
public sealed class TablesTests
{
    [Test]
    public void Outputs_are_rows_of_classes()
    {
        var table = new LogitTable([1, 2, 3, 4, 5, 6], 3);
        Assert.That((table.Points, table.Classes), Is.EqualTo((2, 3)));
        Assert.That(table.Row(1).ToArray(), Is.EqualTo(new[] { 4.0, 5, 6 }));
    }

    [Test]
    public void Outputs_are_of_two_classes_at_least_and_fill_their_rows()
    {
        Assert.That(static () => new LogitTable([1, 2], 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            static () => new LogitTable([1, 2, 3], 2),
            Throws.ArgumentException.With.Message.StartsWith("3 values do not fill rows of 2 classes.")
        );
    }

    [Test]
    public void Representations_are_rows_of_columns()
    {
        var table = new FeatureTable([1, 2, 3, 4, 5, 6], 2);
        Assert.That((table.Points, table.Width), Is.EqualTo((3, 2)));
        Assert.That(table.Row(2).ToArray(), Is.EqualTo(new[] { 5.0, 6 }));
        Assert.That(new FeatureTable([7, 8], 1).Points, Is.EqualTo(2));
    }

    [Test]
    public void Representations_are_of_one_column_at_least_and_fill_their_rows()
    {
        Assert.That(static () => new FeatureTable([], 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            static () => new FeatureTable([1, 2, 3], 2),
            Throws.ArgumentException.With.Message.StartsWith("3 values do not fill rows of 2 columns.")
        );
    }
}
