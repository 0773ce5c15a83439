using System.Text;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Files;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class AdultTests
{
    [Test]
    public void The_published_counts_come_out()
    {
        Dataset adult = new Adult().Load(RealData.With("adult"));

        Expect.Consistent(adult);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(adult.Count, Is.EqualTo(32_561));
            Assert.That(Expect.ClassCounts(adult, 0, adult.Count), Is.EqualTo([24_720, 7_841]));
            Assert.That(adult.FeatureCount, Is.EqualTo(6 + 102));
            Assert.That(adult.Unscaled.Length, Is.EqualTo(6));
            Assert.That(adult.Columns["workclass"].Texts, Has.Length.EqualTo(9).And.Contains("?"));
            Assert.That(adult.Columns["age"].Values[0], Is.EqualTo(39.0));
        }
    }

    [Test]
    public void Dropping_missing_values_leaves_the_rows_that_papers_count()
    {
        Dataset adult = new Adult { Missing = MissingValues.Drop }.Load(RealData.With("adult"));

        Assert.That(adult.Count, Is.EqualTo(30_162));
    }

    [Test]
    public void The_publishers_file_without_header_gives_the_same_dataset()
    {
        // The publisher's form of the same rows, byte for byte: its checksum is checked on loading.
        string given = SharedData.Path("data", "adult", "adult.csv.gz");
        string text = Encoding.UTF8.GetString(FileBytes.ReadContent(given));
        string rows = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        using var scratch = new Scratch();
        scratch.Write("adult.data", rows.Replace(",", ", ", StringComparison.Ordinal) + "\n");

        string digest = new Adult().Load(scratch.Folders).Digest;

        Assert.That(digest, Is.EqualTo(new Adult().Load(RealData.With("adult")).Digest));
    }

    [Test]
    public void Prepared_numbers_have_mean_0_and_deviation_1_on_the_training_set()
    {
        Dataset adult = new Adult().Load(RealData.With("adult"));
        DataSplit split = new SplitRule().Apply(adult, new(7));

        Dataset prepared = adult.PreparedOn(split.Train);

        using (Assert.EnterMultipleScope())
        {
            foreach (int feature in adult.Unscaled)
            {
                double[] values =
                [
                    .. split.Train.Select(point =>
                        (double)prepared.Features[(point * prepared.FeatureCount) + feature]
                    ),
                ];
                double mean = values.Average();
                Assert.That(mean, Is.Zero.Within(1e-6));
                Assert.That(values.Average(value => value * value) - (mean * mean), Is.EqualTo(1).Within(1e-6));
            }

            Assert.That(prepared.Digest, Is.Not.EqualTo(adult.Digest));
        }
    }
}
