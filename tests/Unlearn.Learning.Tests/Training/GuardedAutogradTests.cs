using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Training;

/// <summary>Each of these cases ends the process when the library's entry point is called as it stands.</summary>
[TestFixture]
public sealed class GuardedAutogradTests
{
    [Test]
    public void An_output_that_depends_on_nothing_has_gradient_zero()
    {
        using Tensor x = ones(3).requires_grad_();
        using Tensor constant = ones(3);
        Tensor[] gradients = GuardedAutograd.Gradients(constant, [x]);
        Assert.That(gradients[0].data<float>().ToArray(), Is.EqualTo(new float[3]));
    }

    [Test]
    public void An_unused_input_has_gradient_zero()
    {
        using Tensor x = ones(2).requires_grad_();
        using Tensor unused = ones(4).requires_grad_();
        Tensor[] gradients = GuardedAutograd.Gradients(x * x, [x, unused]);
        Assert.That(gradients[0].data<float>().ToArray(), Is.EqualTo(new[] { 2f, 2f }));
        Assert.That(gradients[1].data<float>().ToArray(), Is.EqualTo(new float[4]));
    }

    [Test]
    public void An_input_that_requires_no_gradient_is_refused()
    {
        using Tensor x = ones(2).requires_grad_();
        using Tensor plain = ones(2);
        Assert.That(() => GuardedAutograd.Gradients(x * plain, [plain]), Throws.ArgumentException);
    }

    [Test]
    public void A_graph_can_be_differentiated_twice()
    {
        using Tensor x = full(2, 3f).requires_grad_();
        Tensor first = GuardedAutograd.Gradients(x * x * x, [x], createGraph: true)[0];
        Tensor second = GuardedAutograd.Gradients(first, [x])[0];
        Assert.That(second.data<float>().ToArray(), Is.EqualTo(new[] { 18f, 18f }));
    }
}
