using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Pictures;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class Cifar100Tests
{
    private static byte[] Record(byte coarse, byte fine) => [coarse, fine, .. Enumerable.Repeat((byte)255, 3072)];

    private static Scratch TwoAndOne()
    {
        var scratch = new Scratch();
        scratch.Write("cifar-100-binary/train.bin", [.. Record(4, 0), .. Record(19, 99)]);
        scratch.Write("cifar-100-binary/test.bin", Record(1, 1));
        scratch.Write(
            "cifar-100-binary/fine_label_names.txt",
            string.Join('\n', Enumerable.Range(0, 100).Select(static label => $"fine {label}")) + "\n\n"
        );
        return scratch;
    }

    [TestCase(Cifar100Labels.Fine, 100, new[] { 0, 99, 1 })]
    [TestCase(Cifar100Labels.Coarse, 20, new[] { 4, 19, 1 })]
    public void Either_label_can_be_the_class_and_queries_see_both(Cifar100Labels labels, int classes, int[] expected)
    {
        using Scratch scratch = TwoAndOne();

        Dataset cifar = new Cifar100
        {
            Path = ".",
            Labels = labels,
            Normalise = Normalisation.Unit,
        }.Load(scratch.Folders);

        Expect.Consistent(cifar);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cifar.ClassCount, Is.EqualTo(classes));
            Assert.That(cifar.Labels, Is.EqualTo(expected));
            Assert.That(cifar.TestStart, Is.EqualTo(2));
            Assert.That(cifar.Features, Has.All.EqualTo(1f));
            Assert.That(cifar.Columns["coarse"].Values, Is.EqualTo([4.0, 19.0, 1.0]));
            Assert.That(cifar.Columns["fine"].Values, Is.EqualTo([0.0, 99.0, 1.0]));
            Assert.That(cifar.Columns["fine"].Texts[99], Is.EqualTo("fine 99"));
        }
    }

    [Test]
    public void Labels_out_of_range_and_a_wrong_number_of_names_are_errors()
    {
        using Scratch scratch = TwoAndOne();
        scratch.Write("cifar-100-binary/train.bin", Record(20, 0));
        Expect.Error(() => new Cifar100 { Path = "." }.Load(scratch.Folders), "train.bin", "is 20; 0 to 19 is right");
        scratch.Write("cifar-100-binary/fine_label_names.txt", "one\n");
        Expect.Error(() => new Cifar100 { Path = "." }.Load(scratch.Folders), "1 names; 100 are right");
    }
}
