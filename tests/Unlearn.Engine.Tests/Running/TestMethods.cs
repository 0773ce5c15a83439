using System.Collections.Concurrent;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Tests.Running;

/// <summary>Gives the originals back, slowly where asked to.</summary>
[UnlearningMethod("test-nothing")]
public sealed record NothingMethod : IWeightMethod
{
    public int Milliseconds { get; init; }

    /// <summary>Tells one from another.</summary>
    public int Number { get; init; }

    public MethodKind Kind => MethodKind.Approximate;

    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(Milliseconds);
        cancellationToken.ThrowIfCancellationRequested();
        return context.Originals.Clone();
    }
}

/// <summary>Diverges for one trial seed and does nothing for the others.</summary>
[UnlearningMethod("test-diverging")]
public sealed record DivergingMethod : IWeightMethod
{
    /// <summary>The forget set's digest of the member that diverges.</summary>
    public string Forget { get; init; } = "";

    public MethodKind Kind => MethodKind.Approximate;

    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken) =>
        context.Requests.Any(request => Forget.Length == 0 || request.Forget.Digest == Forget)
            ? throw new DivergedException("The weights are not finite.", [0.5, 2.0, double.NaN])
            : context.Originals.Clone();
}

/// <summary>Wants more memory of the tensor library than any machine has.</summary>
[UnlearningMethod("test-greedy")]
public sealed record GreedyMethod : IWeightMethod
{
    public MethodKind Kind => MethodKind.Approximate;

    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        using TorchSharp.torch.Tensor wanted = TorchSharp.torch.empty([1L << 52]);
        return context.Originals.Clone();
    }
}

/// <summary>Ignores cancellation, as a long native call does, until a file is there.</summary>
[UnlearningMethod("test-deaf")]
public sealed record DeafMethod : IWeightMethod
{
    /// <summary>The file that ends it.</summary>
    public required string Until { get; init; }

    public MethodKind Kind => MethodKind.Approximate;

    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        while (!File.Exists(Until))
        {
            Thread.Sleep(20);
        }

        return context.Originals.Clone();
    }
}

/// <summary>Fails in a way that is tried again by the next run.</summary>
[UnlearningMethod("test-refusing")]
public sealed record RefusingMethod : IWeightMethod
{
    public MethodKind Kind => MethodKind.Approximate;

    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken) =>
        throw new Unlearn.Core.InputException("I would rather not.");
}

/// <summary>Diverges for even numbers and does nothing for odd ones; remembers the sizes of the stacks that it was called for.</summary>
[UnlearningMethod("test-fragile")]
public sealed record FragileMethod : IWeightMethod
{
    public static ConcurrentQueue<int> Calls { get; } = [];

    [SearchSpace(1, 8)]
    public int Number { get; init; } = 1;

    public MethodKind Kind => MethodKind.Approximate;

    public bool ReadsOwnOptions => true;

    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        Calls.Enqueue(context.Requests.Count);
        IReadOnlyList<FragileMethod> own = context.Own(this);
        for (int member = 0; member < own.Count; member++)
        {
            if (own[member].Number % 2 == 0)
            {
                context.Fail(member, new DivergedException($"Number {own[member].Number} is even.", []));
            }
        }

        return context.Originals.Clone();
    }
}

/// <summary>Gives the bits of the model that is trained without the forget set, under a key of its own.</summary>
[UnlearningMethod("test-copied-reference")]
public sealed record CopiedReference : IWeightMethod
{
    public MethodKind Kind => MethodKind.Exact;

    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken) =>
        new StackTrainer().Train(
            context.Data,
            [.. context.Requests.Select(static one => new MemberSpec(one.Seed, one.Retain, one.Training))],
            cancellationToken
        );
}
