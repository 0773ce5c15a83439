using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Distillation;

/// <summary>
/// Distils from two teachers: the original on retained points, an untrained network on forgotten ones. Descends the mean over all
/// points of KL(teacher || student) at temperature T (Chundawat et al., AAAI 2023, equation 1).
/// </summary>
[UnlearningMethod("bad-teacher", Version = 3)]
public sealed record BadTeacher : IWeightMethod
{
    /// <summary>Temperature T of both softmaxes. Default 1.</summary>
    [Range(0.01, 100.0)]
    [SearchSpace(0.5, 4, Log = true)]
    public double Temperature { get; init; } = 1.0;

    /// <summary>Step length of Adam. Default 0.001.</summary>
    [Range(0.0, 10.0)]
    [SearchSpace(1e-4, 0.01, Log = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Passes over the training set. Default 5.</summary>
    [Range(0, 10_000)]
    [SearchSpace(1, 10, Log = true)]
    public int Epochs { get; init; } = 5;

    /// <summary>Points in a batch. Default 64.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Approximate;

    /// <inheritdoc />
    public bool ReadsOwnOptions => true;

    /// <inheritdoc />
    public ParameterStack Unlearn(UnlearningContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<BadTeacher> own = context.Own(this);
        using ParameterStack incompetent = Reinitialise.All(
            context,
            static request => request.Seed.Derive("bad-teacher/teacher")
        );
        var good = Teacher.Frozen(context, context.Originals, static request => request.Retain);
        var bad = Teacher.Frozen(context, incompetent, static request => request.Forget);
        return StackDescent.Run(
            context,
            context.Originals,
            (member, request) =>
                BatchPlan.Passes(
                    request.Seed.Derive("bad-teacher"),
                    request.Train,
                    BatchSize,
                    own[member].Epochs,
                    _ => own[member].LearningRate
                ),
            new DistillationObjective
            {
                Teacher = new TwoTeachers(context, good, bad),
                Temperature = member => own[member].Temperature,
            },
            new DescentSettings { BatchSize = BatchSize, Optimizer = OptimizerKind.Adam },
            cancellationToken
        );
    }

    /// <summary>The untrained teacher on forgotten points, the original on the others.</summary>
    private sealed class TwoTeachers(UnlearningContext context, Teacher good, Teacher bad) : Teacher
    {
        private readonly HashSet<int>[] _forgotten =
        [
            .. context.Requests.Select(static request => request.Forget.ToHashSet()),
        ];

        public override int Classes => good.Classes;

        public override ReadOnlySpan<float> Row(int member, int id) =>
            (_forgotten[member].Contains(id) ? bad : good).Row(member, id);

        public override Tensor For(IReadOnlyList<int> members, PaddedBatch batch)
        {
            if (batch.Places is null)
            {
                return base.For(members, batch);
            }

            Tensor forgotten = batch.PerPrediction((member, id) => _forgotten[members[member]].Contains(id));
            return where(forgotten.unsqueeze(-1), bad.For(members, batch), good.For(members, batch));
        }
    }
}
