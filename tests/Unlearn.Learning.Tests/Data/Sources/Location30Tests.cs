using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class Location30Tests
{
    [Test]
    public void The_published_counts_come_out()
    {
        Dataset location = new Location30().Load(RealData.With("location"));

        Expect.Consistent(location);
        int[] counts = Expect.ClassCounts(location, 0, location.Count);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(location.Count, Is.EqualTo(5010));
            Assert.That(location.FeatureShape, Is.EqualTo([446]));
            Assert.That(location.ClassCount, Is.EqualTo(30));
            Assert.That(counts.Min(), Is.EqualTo(97));
            Assert.That(counts.Max(), Is.EqualTo(308));
            Assert.That(location.Features.Distinct(), Is.EquivalentTo([0f, 1f]));
            Assert.That(location.Labels[..2], Is.EqualTo([12, 10]), "\"13\" and \"11\" are the first classes");
            Assert.That(location.Features[..6], Is.EqualTo([0f, 1f, 0f, 1f, 0f, 0f]));
            Assert.That(location.Unscaled, Is.Empty);
        }
    }

    [Test]
    public void A_missing_archive_is_an_error_with_its_source()
    {
        using var scratch = new Scratch();

        Expect.Error(() => new Location30().Load(scratch.Folders), "dataset_location.tgz", "location-30", "https://");
    }
}
