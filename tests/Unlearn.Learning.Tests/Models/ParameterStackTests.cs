using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models;

[TestFixture]
public sealed class ParameterStackTests
{
    private static readonly ParameterLayout Layout = ParameterLayout.Of([("a", [2, 3], true), ("b", [5], true)]);

    [Test]
    public void Arrays_start_on_multiples_of_sixteen()
    {
        Assert.That(Layout.Parameters.Select(static p => p.Offset), Is.EqualTo(new[] { 0, 16 }));
        Assert.That(Layout.Width, Is.EqualTo(32));
        Assert.That(Layout.Count, Is.EqualTo(11));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Joined_stacks_are_copies(int parts)
    {
        ParameterStack[] stacks = [.. Enumerable.Range(0, parts).Select(static _ => Numbered())];
        using ParameterStack joined = ParameterStack.Concatenate(stacks);
        joined.Flat.zero_();
        Assert.That(joined.Members, Is.EqualTo(2 * parts));
        Assert.That(stacks[0].Flat[1, 1].item<float>(), Is.EqualTo(33f));
    }

    [Test]
    public void Chosen_members_come_in_the_order_given()
    {
        using ParameterStack stack = Numbered();
        using ParameterStack chosen = stack.Select([1, 0, 1]);
        Assert.That(chosen.Flat.select(1, 0).data<float>().ToArray(), Is.EqualTo(new float[] { 32, 0, 32 }));
    }

    [Test]
    public void A_tracked_stack_collects_gradients_of_its_arrays_in_one_tensor()
    {
        using ParameterStack stack = Numbered();
        using ParameterStack tracked = stack.Track();
        (tracked["b"] * tracked["b"]).sum().backward();
        float[] gradient = tracked.Flat.grad!.data<float>().ToArray();
        float[] expected = [.. Enumerable.Range(0, 64).Select(static i => i % 32 is >= 16 and < 21 ? 2f * i : 0f)];
        Assert.That(gradient, Is.EqualTo(expected));
    }

    private static ParameterStack Numbered() => new(Layout, arange(64, ScalarType.Float32).view(2, 32));
}
