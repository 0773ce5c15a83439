using System.Text;
using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Weights;
using Unlearn.Learning.Optimisation;

namespace Unlearn.Learning.Tests.Models.Weights;

[TestFixture]
public sealed class WeightFileTests
{
    private string _path = "";

    [SetUp]
    public void MakePath() => _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    [TearDown]
    public void DeleteFile() => File.Delete(_path);

    [Test]
    public void What_is_saved_is_what_is_loaded()
    {
        Network network = new Mlp { Hidden = [5] }.Bind([7], 3);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1), new RandomKey(2)]);
        WeightFile.Save(network, weights, 1, _path);
        float[][] rows = [.. weights.Flat.data<float>().ToArray().Chunk(network.Layout.Width)];
        Assert.That(WeightFile.Load(network, _path), Is.EqualTo(rows[1]));
    }

    [Test]
    public void Every_missing_extra_and_misshapen_array_is_listed()
    {
        Network network = new SoftmaxRegression().Bind([2], 3);
        Safetensors.Write(
            _path,
            new Dictionary<string, WeightArray>
            {
                ["layers.0.weight"] = new([2, 3], new float[6]),
                ["head.bias"] = new([3], new float[3]),
            }
        );
        Assert.That(
            () => WeightFile.Load(network, _path),
            Throws
                .TypeOf<InputException>()
                .With.Message.Contains("missing layers.0.bias [3]")
                .And.Message.Contains("extra head.bias [3]")
                .And.Message.Contains("layers.0.weight has shape [2, 3] instead of [3, 2]")
        );
    }

    [TestCase("0", "2", "10")]
    [TestCase("fc1", "fc2", "fc10")]
    [TestCase("module.net.0", "module.net.2", "module.net.11")]
    public void Layers_under_other_names_are_found_by_shape_and_order(string first, string second, string third)
    {
        Network network = new Mlp { Hidden = [2, 2] }.Bind([2], 2);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1)]);
        WeightFile.Save(network, weights, 0, _path);
        float[] expected = WeightFile.Load(network, _path);
        string[] names = [first, second, third];
        Safetensors.Write(
            _path,
            Safetensors
                .Read(_path)
                .ToDictionary(
                    pair => $"{names[pair.Key["layers.".Length] - '0']}{pair.Key["layers.0".Length..]}",
                    static pair => pair.Value
                )
        );

        float[] row = WeightFile.Load(network, _path, [], out IReadOnlyList<string> renamed);

        Assert.That(row, Is.EqualTo(expected));
        Assert.That(renamed, Has.Count.EqualTo(3));
        Assert.That(renamed[2], Does.EndWith(" -> layers.2"));
    }

    [Test]
    public void Layers_that_order_would_confuse_are_named()
    {
        // Two layers of one shape, declared the other way round than their names sort.
        Network network = new Mlp { Hidden = [3, 3] }.Bind([3], 3);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1)]);
        WeightFile.Save(network, weights, 0, _path);
        float[] expected = WeightFile.Load(network, _path);
        string[] names = ["out.b", "out.a", "head"];
        Safetensors.Write(
            _path,
            Safetensors
                .Read(_path)
                .ToDictionary(
                    pair => $"{names[pair.Key["layers.".Length] - '0']}{pair.Key["layers.0".Length..]}",
                    static pair => pair.Value
                )
        );

        float[] guessed = WeightFile.Load(network, _path);
        float[] row = WeightFile.Load(
            network,
            _path,
            ["out.b -> layers.0", "out.a -> layers.1", "head -> layers.2"],
            out _
        );
        float[] half = WeightFile.Load(
            network,
            _path,
            ["out.b->layers.0", "head->layers.2"],
            out IReadOnlyList<string> found
        );

        Assert.That(guessed, Is.Not.EqualTo(expected));
        Assert.That(row, Is.EqualTo(expected));
        Assert.That(half, Is.EqualTo(expected));
        Assert.That(found, Is.EqualTo(new[] { "out.a -> layers.1" }));
        Assert.That(
            () => WeightFile.Load(network, _path, ["out.c -> layers.0"], out _),
            Refused("Did you mean 'out.a'?")
        );
        Assert.That(() => WeightFile.Load(network, _path, ["out.a layers.0"], out _), Refused("is no pair of names"));
        Assert.That(
            () => WeightFile.Load(network, _path, ["out.a -> head"], out _),
            Refused("two arrays would be named 'head.bias'")
        );

        static NUnit.Framework.Constraints.Constraint Refused(string words) =>
            Throws.TypeOf<InputException>().With.Message.Contains(words);
    }

    [Test]
    public void The_prefix_of_a_data_parallel_model_and_its_counters_are_passed_over()
    {
        Network network = new SoftmaxRegression().Bind([1], 2);
        Safetensors.Write(
            _path,
            new Dictionary<string, WeightArray>
            {
                ["module.layers.0.weight"] = new([2, 1], [1, 2]),
                ["module.layers.0.bias"] = new([2], [3, 4]),
                ["module.bn.num_batches_tracked"] = new([1], [9]),
            }
        );
        float[] row = WeightFile.Load(network, _path);
        Assert.That(row[..2].Concat(row[16..18]), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void A_pickle_is_refused_with_a_word_on_how_to_convert()
    {
        string pickle = SharedData.Path("data", "resnet20-cifar10", "resnet20-12fca82f.th");
        Assert.That(
            () => Safetensors.Read(pickle),
            Throws.TypeOf<InputException>().With.Message.Contains("pickle").And.Message.Contains("save_file")
        );
    }

    [Test]
    public void A_zipped_pickle_is_refused_too()
    {
        File.WriteAllBytes(_path, [.. "PK\u0003\u0004"u8, .. new byte[100]]);
        Assert.That(() => Safetensors.Read(_path), Throws.TypeOf<InputException>().With.Message.Contains("save_file"));
    }

    [Test]
    public void A_truncated_file_is_refused()
    {
        Safetensors.Write(_path, new Dictionary<string, WeightArray> { ["a"] = new([4], [1, 2, 3, 4]) });
        byte[] whole = File.ReadAllBytes(_path);
        foreach (int length in (int[])[0, 5, 20, whole.Length - 1])
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.That(
                () => Safetensors.Read(_path),
                Throws.TypeOf<InputException>().With.Message.Contains("truncated")
            );
        }
    }

    [Test]
    public void Other_floating_point_types_are_converted()
    {
        const string Header =
            """{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"F16","shape":[1],"data_offsets":[8,10]},"c":{"dtype":"BF16","shape":[1],"data_offsets":[10,12]}}""";
        File.WriteAllBytes(
            _path,
            [
                .. BitConverter.GetBytes((long)Header.Length),
                .. Encoding.ASCII.GetBytes(Header),
                .. BitConverter.GetBytes(0.1),
                .. BitConverter.GetBytes((Half)0.5),
                .. BitConverter.GetBytes((ushort)(BitConverter.SingleToInt32Bits(-3f) >> 16)),
            ]
        );
        var arrays = Safetensors.Read(_path);
        Assert.That(arrays.Values.Select(static a => a.Values[0]), Is.EqualTo(new[] { 0.1f, 0.5f, -3f }));
    }

    [Test]
    public void A_file_that_is_not_there_is_named() =>
        Assert.That(() => Safetensors.Read(_path), Throws.TypeOf<InputException>().With.Message.Contains(_path));
}
