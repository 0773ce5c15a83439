using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Derivatives by the tensor library's automatic differentiation. Its raw entry point ends the whole process on any error, so
/// every call goes through here: what could fail is checked first, graphs are retained and unused inputs allowed.
/// </summary>
public static class GuardedAutograd
{
    /// <summary>Gradients of the sum of an output's values; zeros for inputs that it does not depend on.</summary>
    /// <param name="output">Any shape.</param>
    /// <param name="inputs">Tensors that require gradients.</param>
    /// <param name="createGraph">Whether the gradients can be differentiated again.</param>
    /// <exception cref="ArgumentException">An input does not require gradients.</exception>
    public static Tensor[] Gradients(Tensor output, IReadOnlyList<Tensor> inputs, bool createGraph = false)
    {
        foreach (Tensor input in inputs)
        {
            if (!input.requires_grad)
            {
                throw new ArgumentException(
                    "Gradients are wanted of a tensor that does not require them.",
                    nameof(inputs)
                );
            }
        }

        if (!output.requires_grad)
        {
            return [.. inputs.Select(static input => zeros_like(input))];
        }

        using Tensor total = output.sum();
        IList<Tensor> found = autograd.grad(
            [total],
            [.. inputs],
            retain_graph: true, // without it the graph is freed even when one is asked for, and using it aborts
            create_graph: createGraph,
            allow_unused: true
        );
        return
        [
            .. found.Select((gradient, i) => gradient is null || gradient.IsInvalid ? zeros_like(inputs[i]) : gradient),
        ];
    }
}
