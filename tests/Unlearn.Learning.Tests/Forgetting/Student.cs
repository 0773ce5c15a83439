using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>A setting's first member on its way, in float64, and outputs of the original beside it.</summary>
internal sealed class Student(Setting setting, ParameterStack now)
{
    /// <summary>Weights after full-batch steps, each on a loss of its own.</summary>
    /// <param name="setting">The first member is where the way starts.</param>
    /// <param name="losses">A scalar from the student.</param>
    /// <param name="step">What is added to the weights for a gradient, step by step.</param>
    public static double[] Walk(Setting setting, IEnumerable<Func<Student, Tensor>> losses, Func<Tensor, Tensor> step)
    {
        using DisposeScope scope = NewDisposeScope();
        using ParameterStack start = setting.Originals.Slice(0, 1);
        using var weights = new ParameterStack(start.Layout, start.Flat.to_type(ScalarType.Float64, copy: true));
        foreach (Func<Student, Tensor> loss in losses)
        {
            Tensor gradient = LossGradient.Of(weights, tracked => loss(new Student(setting, tracked)).unsqueeze(0));
            weights.Flat.add_(step(gradient));
        }

        return Bits.Doubles(weights);
    }

    /// <summary>Its logits, [n, classes].</summary>
    public Tensor Logits(PointSet points) => Logits(now, points);

    /// <summary>The original's logits, whatever the student has become.</summary>
    public Tensor Teacher(PointSet points)
    {
        using ParameterStack start = setting.Originals.Slice(0, 1);
        return Teacher(start, points);
    }

    /// <summary>Logits of any model, without a gradient.</summary>
    public Tensor Teacher(ParameterStack model, PointSet points)
    {
        using var wide = new ParameterStack(model.Layout, model.Flat.to_type(ScalarType.Float64, copy: true));
        return Logits(wide, points).detach();
    }

    /// <summary>Cross-entropy of each point, [n].</summary>
    public Tensor Entropy(PointSet points) => Entropy(points, Logits(points));

    /// <summary>The same from other logits.</summary>
    public Tensor Entropy(PointSet points, Tensor logits)
    {
        Tensor labels = tensor([.. points.Select(point => (long)setting.Data.Dataset.Labels[point])]).unsqueeze(1);
        return logits.log_softmax(-1).gather(1, labels).squeeze(1).Times(-1.0);
    }

    /// <summary>Mean over points of T^2 KL(softmax(teacher / T) || softmax(student / T)).</summary>
    public static Tensor Divergence(Tensor teacher, Tensor student, double temperature)
    {
        Tensor p = teacher.Times(1 / temperature).log_softmax(-1);
        Tensor q = student.Times(1 / temperature).log_softmax(-1);
        return (p.exp() * p.Minus(q)).sum(-1, keepdim: false).mean().Times(temperature * temperature);
    }

    private Tensor Logits(ParameterStack model, PointSet points)
    {
        Tensor inputs = setting
            .Data.Tensors.Batch(
                [
                    [.. points],
                ],
                type: ScalarType.Float64
            )
            .Inputs;
        return setting.Data.Network.Forward(model, inputs).squeeze(0);
    }
}
