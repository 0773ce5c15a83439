using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Catalog;

namespace Unlearn.Learning.Tests.Data.Catalog;

public sealed class DatasetCatalogTests
{
    [Test]
    public void Every_entry_is_complete()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DatasetCatalog.All.Select(static set => set.Name), Is.Unique.And.Ordered);
            foreach (NamedDataset set in DatasetCatalog.All)
            {
                Assert.That(set.Licence, Is.Not.Empty, set.Name);
                Assert.That(set.Page, Does.StartWith("http"), set.Name);
                Assert.That(set.Files, Is.Not.Empty, set.Name);
                foreach (DatasetFile form in set.Files.SelectMany(static file => file.Forms))
                {
                    Assert.That(form.Sha256, Does.Match("^[0-9a-f]{64}$"), form.Name);
                    Assert.That(form.Name, Is.EqualTo(Path.GetFileName(form.Name)));
                    Assert.That(form.Url is null || form.Url.EndsWith(form.Name, StringComparison.Ordinal), form.Name);
                }
            }
        }
    }

    [Test]
    public void Every_named_dataset_is_a_component_and_the_other_way_round()
    {
        string[] generic =
        [
            "csv",
            "documents",
            "fictitious-people",
            "idx",
            "images",
            "json",
            "npz",
            "parquet",
            "questions",
        ];
        string[] components =
        [
            .. typeof(IDatasetSource)
                .Assembly.GetTypes()
                .SelectMany(static type => type.GetCustomAttributes(typeof(DatasetAttribute), false))
                .Select(static attribute => ((DatasetAttribute)attribute).Name),
        ];

        Assert.That(components, Is.EquivalentTo([.. generic, .. DatasetCatalog.All.Select(static set => set.Name)]));
    }

    [Test]
    public void An_unknown_name_is_an_error_with_the_nearest_one()
    {
        Expect.Error(() => DatasetCatalog.Named("mnits"), "Did you mean 'mnist'?");
        Assert.That(DatasetCatalog.Named("mnist"), Is.SameAs(DatasetCatalog.Mnist));
    }

    [TestCase("adult")]
    [TestCase("bank-marketing")]
    [TestCase("location-30")]
    [TestCase("mnist")]
    [TestCase("orl-faces")]
    [TestCase("tofu")]
    public void The_real_files_have_the_right_checksums(string name)
    {
        string data = Path.GetDirectoryName(SharedData.Path("data", "README.md"))!;

        Assert.That(
            DatasetCatalog
                .Check(DatasetCatalog.Named(name), new DataFolders([data], data))
                .Select(static status => status.State),
            Has.All.EqualTo(DatasetFileState.Good)
        );
    }

    [Test]
    public void The_shipped_file_is_good_wherever_one_looks()
    {
        using var scratch = new Scratch();

        Assert.That(
            DatasetCatalog.Check(DatasetCatalog.Digits, scratch.Folders).Single().State,
            Is.EqualTo(DatasetFileState.Good)
        );
    }

    [Test]
    public void A_check_tells_missing_and_different_files_apart()
    {
        using var scratch = new Scratch();
        string path = scratch.Write("fashion-mnist/t10k-labels-idx1-ubyte.gz", "something else");

        DatasetFileStatus[] states = [.. DatasetCatalog.Check(DatasetCatalog.FashionMnist, scratch.Folders)];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                states.Take(3).Select(static status => status.State),
                Has.All.EqualTo(DatasetFileState.Missing)
            );
            Assert.That(states[3].State, Is.EqualTo(DatasetFileState.Different));
            Assert.That(states[3].Path, Is.EqualTo(path));
        }
    }
}
