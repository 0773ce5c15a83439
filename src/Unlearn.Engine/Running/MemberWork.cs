using Unlearn.Engine.Planning;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Engine.Running;

/// <summary>What making members takes: trainings and methods, without a store, a ledger or a clock. Runs on the calling thread.</summary>
/// <param name="weights">Rows of the members that others start from; not to be changed.</param>
internal sealed class MemberWork(Func<WeightTask, float[]> weights) : IMemberWork
{
    /// <inheritdoc />
    public ParameterStack Train(IReadOnlyList<TrainTask> tasks, CancellationToken cancellationToken) =>
        Train(tasks, checkpoints: null, cancellationToken);

    /// <inheritdoc />
    public ParameterStack Unlearn(
        IReadOnlyList<UnlearnTask> tasks,
        CostCounter cost,
        CancellationToken cancellationToken
    ) => Unlearn(tasks, cost, answers: null, onDiverged: null, onStep: null, out _, cancellationToken);

    /// <summary>Trains a stage of members.</summary>
    public ParameterStack Train(
        IReadOnlyList<TrainTask> tasks,
        ITrainingCheckpoints? checkpoints,
        CancellationToken cancellationToken
    )
    {
        TrainingData data = tasks[0].Problem.Data;
        float[][] rows = [.. tasks.Select(task => task.Parent is null ? Initial(task) : weights(task.Parent))];
        ParameterStack stack = ParameterRows.ToStack(data.Network.Layout, rows);
        MemberSpec[] specs = [.. tasks.Select(static task => task.Spec)];
        StackTrainer.TrainStage(data, specs, stack, cancellationToken, checkpoints);
        return stack;
    }

    /// <inheritdoc />
    public ParameterStack Train(
        IReadOnlyList<MethodTrainTask> tasks,
        CostCounter cost,
        CancellationToken cancellationToken
    ) =>
        tasks[0]
            .Method.Train(tasks[0].Problem.Data, [.. tasks.Select(static task => task.Spec)], cost, cancellationToken);

    /// <summary>Unlearns.</summary>
    /// <param name="tasks">The members.</param>
    /// <param name="cost">Counts their gradients.</param>
    /// <param name="answers">Keeps what methods draw before they train; null where nothing does.</param>
    /// <param name="onDiverged">Told of members that diverged; null where the first one that does ends all.</param>
    /// <param name="onStep">Shown the weights of each member after each step; null where nothing looks.</param>
    /// <param name="figures">What the method reports of each.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ParameterStack Unlearn(
        IReadOnlyList<UnlearnTask> tasks,
        CostCounter cost,
        IDrawnAnswers? answers,
        Action<int>? onDiverged,
        Action<int, float[]>? onStep,
        out MethodFigures figures,
        CancellationToken cancellationToken
    )
    {
        UnlearnTask first = tasks[0];
        using ParameterStack originals = ParameterRows.ToStack(
            first.Problem.Data.Network.Layout,
            [.. tasks.Select(task => weights(task.Original))]
        );
        var context = new UnlearningContext(
            first.Problem.Data,
            originals,
            [.. tasks.Select(static task => task.Request)],
            cost
        )
        {
            Answers = answers,
            OnDiverged = onDiverged,
            OnStep = onStep,
            Methods = [.. tasks.Select(static task => task.Method)],
            Population = first.Method.ReadsPopulation ? first.Problem.Population : new PointSet([]),
        };
        figures = context.Figures;
        return first.Method.Unlearn(context, cancellationToken);
    }

    /// <summary>The weights that a training from scratch starts from.</summary>
    public static float[] Initial(TrainTask task)
    {
        using ParameterStack stack = StackTrainer.Initialise(task.Problem.Data.Network, [task.Spec.Seed]);
        return stack.ToRows()[0];
    }
}
