using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class DigitsTests
{
    private static readonly DataFolders Nowhere = new([], Path.GetTempPath());

    [Test]
    public void All_digits_ship_inside_the_product()
    {
        Dataset digits = new Digits().Load(Nowhere);

        Expect.Consistent(digits);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(digits.Count, Is.EqualTo(1797));
            Assert.That(digits.FeatureShape, Is.EqualTo([1, 8, 8]));
            Assert.That(
                Expect.ClassCounts(digits, 0, 1797),
                Is.EqualTo([178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
            );
            Assert.That(digits.Features.Min(), Is.Zero);
            Assert.That(digits.Features.Max(), Is.EqualTo(1f));
            Assert.That(digits.Features[2], Is.EqualTo(5f / 16f), "third pixel of the first digit");
            Assert.That(digits.TestStart, Is.Null);
            Assert.That(digits.Columns, Is.Empty);
        }
    }

    [Test]
    public void A_limit_keeps_the_first_ones()
    {
        Dataset all = new Digits().Load(Nowhere);
        Dataset few = new Digits { Limit = 12 }.Load(Nowhere);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(few.Labels, Is.EqualTo(all.Labels[..12]));
            Assert.That(few.Features, Is.EqualTo(all.Features[..(12 * 64)]));
            Assert.That(few.ClassCount, Is.EqualTo(10));
        }
    }
}
