using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class BankMarketingTests
{
    [Test]
    public void The_published_counts_come_out_and_duration_is_left_out()
    {
        Dataset bank = new BankMarketing().Load(RealData.With("bank-marketing"));

        Expect.Consistent(bank);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bank.Count, Is.EqualTo(41_188));
            Assert.That(bank.ClassNames, Is.EqualTo(["no", "yes"]));
            Assert.That(Expect.ClassCounts(bank, 0, bank.Count), Is.EqualTo([36_548, 4_640]));
            Assert.That(bank.FeatureNames, Has.None.EqualTo("duration"));
            Assert.That(bank.Columns["duration"].Values[0], Is.EqualTo(261.0));
            Assert.That(bank.Unscaled.Length, Is.EqualTo(9));
            Assert.That(bank.FeatureNames, Has.Member("job=unknown").And.Member("pdays"));
        }
    }

    [Test]
    public void The_sample_and_the_duration_can_be_asked_for()
    {
        Dataset bank = new BankMarketing { Sample = true, Duration = true }.Load(RealData.With("bank-marketing"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bank.Count, Is.EqualTo(4_119));
            Assert.That(bank.FeatureNames, Has.Member("duration"));
        }
    }
}
