using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class OrlFacesTests
{
    [Test]
    public void Forty_people_have_ten_pictures_each()
    {
        Dataset faces = new OrlFaces().Load(RealData.With("orl-faces"));

        Expect.Consistent(faces);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(faces.Count, Is.EqualTo(400));
            Assert.That(faces.FeatureShape, Is.EqualTo([1, 112, 92]));
            Assert.That(faces.ClassNames[..3], Is.EqualTo(["s1", "s2", "s3"]));
            Assert.That(Expect.ClassCounts(faces, 0, 400), Is.EqualTo(Enumerable.Repeat(10, 40)));
            Assert.That(faces.Groups, Is.EqualTo(faces.Labels));
            Assert.That(faces.Features.Min(), Is.GreaterThanOrEqualTo(0f));
            Assert.That(faces.Features.Max(), Is.LessThanOrEqualTo(1f));
        }
    }

    [Test]
    public void Faces_can_be_made_smaller_with_the_same_mean()
    {
        DataFolders folders = RealData.With("orl-faces");
        Dataset large = new OrlFaces().Load(folders);
        Dataset small = new OrlFaces { Rows = 28, Columns = 23 }.Load(folders);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(small.FeatureShape, Is.EqualTo([1, 28, 23]));
            Assert.That(
                small.Features.Average(static value => (double)value),
                Is.EqualTo(large.Features.Average(static value => (double)value)).Within(1e-6)
            );
        }
    }
}
