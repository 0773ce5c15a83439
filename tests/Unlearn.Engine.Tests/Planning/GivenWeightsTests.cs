using System.Security.Cryptography;
using Unlearn.Engine.Planning;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>What is known of weights from a file: its content, and what its layers were said to be called.</summary>
public sealed class GivenWeightsTests
{
    [Test]
    public void A_file_with_the_networks_names_is_its_content_alone()
    {
        (GivenWeights weights, string digest) = Read("layers.0");

        Assert.That(weights.Digest, Is.EqualTo(digest));
        Assert.That(weights.Identity, Is.EqualTo(digest));
        Assert.That(weights.Renamed, Is.Empty);
    }

    [Test]
    public void Layers_that_are_found_by_shape_are_told_and_change_no_identity()
    {
        (GivenWeights weights, string digest) = Read("head");

        Assert.That(weights.Renamed, Is.EqualTo(new[] { "head -> layers.0" }));
        Assert.That(weights.Identity, Is.EqualTo(digest));
    }

    [Test]
    public void What_layers_were_said_to_be_called_is_part_of_the_identity()
    {
        (GivenWeights weights, string digest) = Read("head", "head -> layers.0");

        Assert.That(weights.Digest, Is.EqualTo(digest));
        Assert.That(weights.Identity, Is.EqualTo($"{digest} head -> layers.0"));
        Assert.That(weights.Renamed, Is.Empty, "nothing was left to be found");
    }

    private static (GivenWeights Weights, string Digest) Read(string layer, params string[] rename)
    {
        using var folder = new TemporaryFolder();
        string path = folder["w.safetensors"];
        Safetensors.Write(
            path,
            new Dictionary<string, WeightArray>
            {
                [$"{layer}.weight"] = new([2, 3], new float[6]),
                [$"{layer}.bias"] = new([2], new float[2]),
            }
        );
        return (
            GivenWeights.Read(new SoftmaxRegression().Bind([3], 2), path, rename),
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))
        );
    }
}
