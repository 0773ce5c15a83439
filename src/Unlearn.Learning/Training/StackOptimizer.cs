using System.Runtime.InteropServices;
using TorchSharp;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Training;

/// <summary>
/// Turns gradients into steps, in place, for every member of a stack with its own learning rate. Products and sums are separate
/// operations on purpose: a fused one may round differently at the end of a row.
/// </summary>
public sealed class StackOptimizer : IDisposable
{
    private readonly ParameterStack _parameters;
    private readonly OptimizerKind _kind;
    private readonly double[] _rates;
    private readonly double _momentum;
    private readonly Tensor _first;
    private readonly Tensor? _second;
    private readonly Tensor? _decay;
    private readonly long[] _steps;
    private readonly double? _clip;

    /// <summary>Starts with zero momentum.</summary>
    /// <param name="parameters">Changed by every step; not owned.</param>
    /// <param name="kind">The rule.</param>
    /// <param name="learningRates">One per member.</param>
    /// <param name="momentum">Momentum of SGD: v = momentum v + gradient; w = w - rate v.</param>
    /// <param name="weightDecay">
    /// Added to the gradient as decay times weight, or apart from it (adamw); running statistics do not decay.
    /// </param>
    /// <param name="clipNorm">Largest norm of a member's gradient; null: no limit.</param>
    public StackOptimizer(
        ParameterStack parameters,
        OptimizerKind kind,
        IReadOnlyList<double> learningRates,
        double momentum = 0.0,
        double weightDecay = 0.0,
        double? clipNorm = null
    )
    {
        if (learningRates.Count != parameters.Members)
        {
            throw new ArgumentException(
                $"{learningRates.Count} learning rates for {parameters.Members} members.",
                nameof(learningRates)
            );
        }

        _parameters = parameters;
        _kind = kind;
        _rates = [.. learningRates];
        _momentum = momentum;
        _clip = clipNorm;
        _steps = new long[parameters.Members];
        _first = zeros_like(parameters.Flat).DetachFromDisposeScope();
        _second = kind != OptimizerKind.Sgd ? zeros_like(parameters.Flat).DetachFromDisposeScope() : null;
        _decay = weightDecay > 0 ? DecayOf(parameters, weightDecay).DetachFromDisposeScope() : null;
    }

    /// <summary>Starts with zero momentum, from the training options that all members share and each one's learning rate.</summary>
    public StackOptimizer(
        ParameterStack parameters,
        TrainingOptions options,
        IReadOnlyList<double>? learningRates = null
    )
        : this(
            parameters,
            options.Optimizer,
            learningRates ?? [.. Enumerable.Repeat(options.LearningRate, parameters.Members)],
            options.Momentum,
            options.WeightDecay,
            options.ClipNorm
        ) { }

    /// <summary>Takes one step of the first A members, A being the gradient's rows; the others keep weights and momentum.</summary>
    /// <param name="gradient">[A, width]; not changed.</param>
    /// <param name="rateFactor">Multiplies every learning rate: a schedule's factor, or -1 to ascend.</param>
    public void Step(Tensor gradient, double rateFactor = 1.0) => Step(gradient, _ => rateFactor);

    /// <summary>One step of the first A members, a prefix of the stack, each with a factor of its own on its learning rate.</summary>
    internal void Step(Tensor gradient, Func<int, double> rateFactor)
    {
        int members = (int)gradient.size(0);
        using DisposeScope scope = NewDisposeScope();
        using var untracked = no_grad();
        gradient = _clip is null ? gradient : Clipped(gradient, members, _clip.Value);
        Tensor weights = _parameters.Flat.narrow(0, 0, members);
        bool decoupled = _kind == OptimizerKind.Adamw;
        Tensor direction = _decay is null || decoupled ? gradient : gradient.Plus(weights * _decay);
        if (_decay is not null && decoupled)
        {
            weights.sub_(weights * _decay * Column(members, m => _rates[m] * rateFactor(m)));
        }

        Tensor first = _first.narrow(0, 0, members);
        for (int member = 0; member < members; member++)
        {
            _steps[member]++;
        }

        if (_kind == OptimizerKind.Sgd)
        {
            first.mul_(Column(members, _ => _momentum)).Gain(direction);
            weights.sub_(first * Column(members, m => _rates[m] * rateFactor(m)));
            return;
        }

        Tensor second = _second!.narrow(0, 0, members);
        Adam.Accumulate(first, second, direction);
        Tensor scale = (second * Column(members, m => 1.0 / (1.0 - Math.Pow(Adam.Beta2, _steps[m])))).sqrt_();
        scale.Gain(Column(members, static _ => Adam.Epsilon));
        Tensor rate = Column(members, m => _rates[m] * rateFactor(m) / (1.0 - Math.Pow(Adam.Beta1, _steps[m])));
        weights.sub_((first / scale).mul_(rate));
    }

    /// <summary>One member's moments and number of steps: what its later steps depend on beside weights and gradients.</summary>
    /// <returns>Copies of its rows; the second is empty for SGD.</returns>
    internal (float[] First, float[] Second, long Steps) State(int member)
    {
        using Tensor first = _first.narrow(0, member, 1);
        using Tensor? second = _second?.narrow(0, member, 1);
        return (first.data<float>().ToArray(), second?.data<float>().ToArray() ?? [], _steps[member]);
    }

    /// <summary>Gives one member moments and number of steps back.</summary>
    internal void Resume(int member, ReadOnlySpan<float> first, ReadOnlySpan<float> second, long steps)
    {
        _steps[member] = steps;
        Fill(_first, first);
        if (_second is not null)
        {
            Fill(_second, second);
        }

        void Fill(Tensor moments, ReadOnlySpan<float> row) =>
            row.CopyTo(MemoryMarshal.Cast<byte, float>(moments.bytes)[(member * row.Length)..]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _first.Dispose();
        _second?.Dispose();
        _decay?.Dispose();
    }

    /// <summary>A number a member as [A, 1], so that it multiplies rows.</summary>
    private Tensor Column(int members, Func<int, double> value)
    {
        var values = new double[members];
        for (int member = 0; member < members; member++)
        {
            values[member] = value(member);
        }

        return tensor(values, _parameters.Flat.dtype).unsqueeze(1);
    }

    /// <summary>Rows that are longer than the limit, scaled down to it; the others keep their bits. The norm is of float64, row after row.</summary>
    private Tensor Clipped(Tensor gradient, int members, double limit)
    {
        var norms = new double[members];
        for (int member = 0; member < members; member++)
        {
            Tensor row = gradient.select(0, member).to_type(ScalarType.Float64);
            norms[member] = Math.Sqrt((row * row).sum().item<double>());
        }

        return gradient * Column(members, member => norms[member] > limit ? limit / norms[member] : 1.0);
    }

    private static Tensor DecayOf(ParameterStack parameters, double weightDecay)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor decay = zeros([1, parameters.Layout.Width], parameters.Flat.dtype);
        foreach (ParameterShape parameter in parameters.Layout.Parameters.Where(static p => p.Trainable))
        {
            decay.narrow(1, parameter.Offset, parameter.Count).Fill(weightDecay);
        }

        return decay.MoveToOuterDisposeScope();
    }
}
