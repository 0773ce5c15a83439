using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class NpzFileTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    /// <summary>An npy file as numpy writes it: header padded with blanks to a multiple of 64 bytes, a line end last.</summary>
    private static byte[] Npy(string type, string shape, byte[] data, string order = "False", byte version = 1)
    {
        string dictionary = $"{{'descr': {type}, 'fortran_order': {order}, 'shape': {shape}, }}";
        int start = version == 1 ? 10 : 12;
        string header = dictionary.PadRight((((start + dictionary.Length) / 64) + 1) * 64 - start - 1) + "\n";
        byte[] length = new byte[start - 8];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. data];
    }

    private static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] Features => Npy("'<f4'", "(3, 2)", Bytes(1f, 2f, 3f, 4f, 5f, 6f));

    private static byte[] Labels => Npy("'<i8'", "(3,)", Bytes(0L, 2L, 1L));

    private static NpzFile Npz => new() { Path = "points.npz" };

    [Test]
    public void Features_labels_and_groups_are_read()
    {
        _scratch.WriteZip(
            "points.npz",
            ("features.npy", Features),
            ("labels.npy", Labels),
            ("groups.npy", Npy("'<i4'", "(3,)", Bytes(7, 7, 0)))
        );

        Dataset dataset = Npz.Load(_scratch.Folders);

        Expect.Consistent(dataset);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.FeatureShape, Is.EqualTo([2]));
            Assert.That(dataset.Features, Is.EqualTo([1f, 2f, 3f, 4f, 5f, 6f]));
            Assert.That(dataset.Labels, Is.EqualTo([0, 2, 1]));
            Assert.That(dataset.Groups, Is.EqualTo([1, 1, 0]));
            Assert.That(dataset.GroupNames, Is.EqualTo(["0", "7"]));
            Assert.That(dataset.ClassNames, Is.EqualTo(["0", "1", "2"]));
        }
    }

    [Test]
    public void The_largest_byte_may_come_first()
    {
        _scratch.WriteZip(
            "points.npz",
            ("features.npy", Npy("'>f4'", "(2, 1)", [0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0])),
            (
                "labels.npy",
                Npy("'>i8'", "(2,)", [0, 0, 0, 0, 0, 0, 0, 7, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])
            ),
            ("groups.npy", Npy("'>U2'", "(2,)", [0, 0, 0, 0x61, 0, 1, 0xf6, 0, 0, 0, 0, 0x62, 0, 0, 0, 0]))
        );

        Dataset dataset = Npz.Load(_scratch.Folders);

        Assert.That(dataset.Features, Is.EqualTo([1f, -2f]));
        Assert.That(dataset.ClassNames, Is.EqualTo(["-1", "7"]));
        Assert.That(dataset.GroupNames, Is.EqualTo(["a\U0001f600", "b"]));
    }

    [TestCase("'|S2'", new byte[] { 0x61, 0xfc, 0x62, 0xfc, 0x63, 0xfc }, "the text of record 1 is no UTF-8")]
    [TestCase(
        "'<U1'",
        new byte[] { 0x61, 0, 0, 0, 0, 0xd8, 0, 0, 0x61, 0, 0, 0 },
        "the text of record 2 is no Unicode"
    )]
    public void A_text_that_does_not_fit_its_encoding_is_an_error(string type, byte[] texts, string words)
    {
        _scratch.WriteZip("points.npz", ("features.npy", Features), ("labels.npy", Npy(type, "(3,)", texts)));

        Expect.Error(() => Npz.Load(_scratch.Folders), "points.npz/labels.npy", words);
    }

    [Test]
    public void Bytes_can_be_scaled_and_two_dimensions_are_one_channel()
    {
        _scratch.WriteZip(
            "points.npz",
            ("x.npy", Npy("'|u1'", "(2, 1, 2)", [0, 51, 102, 255], version: 2)),
            ("y.npy", Npy("'|b1'", "(2,)", [1, 0]))
        );

        Dataset dataset = (Npz with { Features = "x", Labels = "y", Divisor = 255, Classes = ["no", "yes"] }).Load(
            _scratch.Folders
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.FeatureShape, Is.EqualTo([1, 1, 2]));
            Assert.That(dataset.Features, Is.EqualTo([0f, 0.2f, 0.4f, 1f]));
            Assert.That(dataset.Labels, Is.EqualTo([1, 0]));
            Assert.That(dataset.Groups, Is.Null);
        }
    }

    [Test]
    public void Every_number_type_is_read_with_its_sign_and_width()
    {
        var cases = new (string Type, byte[] Data)[]
        {
            ("'|i1'", Bytes<sbyte>(-3, 2)),
            ("'<i2'", Bytes<short>(-3, 2)),
            ("'<i4'", Bytes(-3, 2)),
            ("'<i8'", Bytes(-3L, 2L)),
            ("'<f2'", Bytes((Half)(-3), (Half)2)),
            ("'<f4'", Bytes(-3f, 2f)),
            ("'<f8'", Bytes(-3.0, 2.0)),
        };
        using (Assert.EnterMultipleScope())
        {
            foreach ((string type, byte[] data) in cases)
            {
                _scratch.WriteZip(
                    "points.npz",
                    ("features.npy", Npy(type, "(2,)", data)),
                    ("labels.npy", Npy("'<u2'", "(2,)", Bytes<ushort>(0, 1)))
                );
                Assert.That(Npz.Load(_scratch.Folders).Features, Is.EqualTo([-3f, 2f]), type);
            }
        }
    }

    [Test]
    public void Column_major_arrays_are_turned()
    {
        // a[i, j, k] = 100 i + 10 j + k + 1 with the first index moving fastest, as numpy.asfortranarray saves it.
        byte[] data = Bytes(1f, 101f, 11f, 111f, 21f, 121f, 2f, 102f, 12f, 112f, 22f, 122f);
        _scratch.WriteZip(
            "points.npz",
            ("features.npy", Npy("'<f4'", "(2, 3, 2)", data, order: "True")),
            ("labels.npy", Npy("'<u2'", "(2,)", Bytes<ushort>(0, 1), order: "True"))
        );

        Assert.That(
            Npz.Load(_scratch.Folders).Features,
            Is.EqualTo([1f, 2f, 11f, 12f, 21f, 22f, 101f, 102f, 111f, 112f, 121f, 122f])
        );
    }

    [Test]
    public void Other_types_and_lengths_are_errors()
    {
        void Check(byte[] features, params string[] expected)
        {
            _scratch.WriteZip("points.npz", ("features.npy", features), ("labels.npy", Labels));
            Expect.Error(() => Npz.Load(_scratch.Folders), ["points.npz/features.npy", .. expected]);
        }

        byte[] six = Bytes(1f, 2f, 3f, 4f, 5f, 6f);
        Check(Npy("'>c8'", "(3, 1)", six), "'>c8'");
        Check(Npy("'|O'", "(3, 2)", six), "'|O'", "pickled objects are refused");
        Check(Npy("[('a', '<f4')]", "(6,)", six), "no plain type");
        Check(Npy("'<f4'", "(3, 3)", six), "promises 3 x 3", "24 bytes follow");
        Check(Npy("'<f4'", "(70000, 70000, 70000)", six), "cut short");
        Check(Features[..30], "ends within its header");
        Check([1, 2, 3], "does not start with");
        Check(Npy("'<f4'", "(3, 2)", Bytes(1f, 2f, 3f, float.NaN, 5f, 6f)), "number 1 of point 1 is not finite");
    }

    [Test]
    public void Labels_that_do_not_fit_are_errors()
    {
        void Check(byte[] labels, params string[] expected)
        {
            _scratch.WriteZip("points.npz", ("features.npy", Features), ("labels.npy", labels));
            Expect.Error(() => Npz.Load(_scratch.Folders), ["points.npz/labels.npy", .. expected]);
        }

        Check(Npy("'<i8'", "(2,)", Bytes(0L, 1L)), "shape (2)", "3 points");
        Check(Npy("'<i8'", "(3, 2)", Bytes(0L, 1L, 0L, 1L, 0L, 1L)), "shape (3, 2)", "a.argmax(axis=1)");
        Check(Npy("'<f8'", "(3,)", Bytes(0.0, 0.5, 0.0)), "record 2 is 0.5", "whole number");
    }

    [TestCase(new[] { 3L, 1, 2 }, new[] { 2, 0, 1 }, "1 2 3")]
    [TestCase(new[] { 255L, 0, 1 }, new[] { 2, 0, 1 }, "0 1 255")]
    [TestCase(new[] { 1L, -1, 1 }, new[] { 1, 0, 1 }, "-1 1")]
    public void Only_labels_that_occur_are_classes(long[] labels, int[] expected, string names)
    {
        Write(("features.npy", Features), ("labels.npy", Npy("'<i8'", "(3, 1)", Bytes(labels))));

        Dataset dataset = Npz.Load(_scratch.Folders);

        Assert.That(dataset.Labels, Is.EqualTo(expected));
        Assert.That(dataset.ClassNames, Is.EqualTo(names.Split(' ')));
    }

    [Test]
    public void Declared_classes_are_meant_by_name_where_names_are_numbers_and_else_by_position()
    {
        Write(("features.npy", Features), ("labels.npy", Npy("'<i8'", "(3,)", Bytes(2L, 1, 2))));

        Assert.That((Npz with { Classes = ["1", "2"] }).Load(_scratch.Folders).Labels, Is.EqualTo([1, 0, 1]));
        Assert.That((Npz with { Classes = ["a", "b", "c"] }).Load(_scratch.Folders).Labels, Is.EqualTo([2, 1, 2]));
        Expect.Error(
            () => (Npz with { Classes = ["a", "b"] }).Load(_scratch.Folders),
            "record 1 is 2; 0 to 1 is right"
        );
    }

    [Test]
    public void Labels_and_groups_can_be_texts_and_ids_of_64_bits()
    {
        byte[] texts = Encoding.UTF32.GetBytes("cat\0dog\0ox\0\0");
        Write(
            ("features.npy", Features),
            ("labels.npy", Npy("'<U4'", "(3,)", texts)),
            ("groups.npy", Npy("'<i8'", "(3,)", Bytes((1L << 53) + 1, 1L << 53, (1L << 53) + 1)))
        );

        Dataset dataset = Npz.Load(_scratch.Folders);

        Assert.That(dataset.ClassNames, Is.EqualTo(["cat", "dog", "ox"]));
        Assert.That(dataset.Labels, Is.EqualTo([0, 1, 2]));
        Assert.That(dataset.GroupNames, Is.EqualTo(["9007199254740992", "9007199254740993"]));
        Assert.That(dataset.Groups, Is.EqualTo([1, 0, 1]));
    }

    [Test]
    public void Channels_may_stand_last()
    {
        // Two pictures of 1 x 2 pixels and three channels: 1, 2, 3 are red, green and blue of the first pixel.
        Write(
            ("features.npy", Npy("'|u1'", "(2, 1, 2, 3)", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])),
            ("labels.npy", Npy("'|u1'", "(2,)", [0, 1]))
        );

        Dataset dataset = (Npz with { Layout = PictureLayout.Hwc }).Load(_scratch.Folders);

        Assert.That(dataset.FeatureShape, Is.EqualTo([3, 1, 2]));
        Assert.That(dataset.Features, Is.EqualTo([1f, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12]));
    }

    [Test]
    public void A_test_part_can_be_arrays_of_its_own_or_named_for_each_point()
    {
        byte[] one = Npy("'<f4'", "(1, 2)", Bytes(7f, 8f));
        Write(
            ("features.npy", Features),
            ("labels.npy", Labels),
            ("x_test.npy", one),
            ("y_test.npy", Npy("'<i8'", "(1,)", Bytes(1L))),
            ("part.npy", Npy("'|S5'", "(3,)", Encoding.ASCII.GetBytes("traintest\0val\0\0")))
        );

        Dataset two = (Npz with { TestFeatures = "x_test", TestLabels = "y_test" }).Load(_scratch.Folders);
        var declared = new DeclaredSplit { By = "part" };
        DataSplit split = declared.Apply((Npz with { Split = declared }).Load(_scratch.Folders), new RandomKey(1));

        Assert.That(two.TestStart, Is.EqualTo(3));
        Assert.That(two.Features[6..], Is.EqualTo([7f, 8f]));
        Assert.That(two.Labels, Is.EqualTo([0, 2, 1, 1]));
        Assert.That((split.Train, split.Test, split.Population), Is.EqualTo((new[] { 0 }, new[] { 1 }, new[] { 2 })));
        Expect.Error(() => (Npz with { TestLabels = "y_test" }).Load(_scratch.Folders), "go together");
        Expect.Error(
            () => (Npz with { Split = new DeclaredSplit { By = "labels" } }).Load(_scratch.Folders),
            "labels.npy",
            "record 1 names no part"
        );
    }

    private void Write(params (string Name, byte[] Content)[] entries) => _scratch.WriteZip("points.npz", entries);

    [Test]
    public void A_missing_array_is_an_error_with_the_nearest_name()
    {
        _scratch.WriteZip("points.npz", ("feature.npy", Features), ("labels.npy", Labels));

        Expect.Error(() => Npz.Load(_scratch.Folders), "no array is named 'features'", "Did you mean 'feature'?");
    }
}
