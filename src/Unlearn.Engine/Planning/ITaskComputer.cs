namespace Unlearn.Engine.Planning;

/// <summary>Computes tasks, kind by kind, and keeps what comes of them: a new kind of task is a method here, which no switch can forget.</summary>
internal interface ITaskComputer
{
    /// <summary>Trains members as one stack.</summary>
    void Train(IReadOnlyList<TrainTask> tasks);

    /// <summary>Trains members by their method's own rule.</summary>
    void Train(IReadOnlyList<MethodTrainTask> tasks);

    /// <summary>Takes over weights that were trained elsewhere.</summary>
    void Take(GivenTask task);

    /// <summary>Unlearns members as one stack.</summary>
    /// <returns>Those that are to be computed again, each alone.</returns>
    IReadOnlyList<PlanTask> Unlearn(IReadOnlyList<UnlearnTask> tasks);

    /// <summary>Measures a trial.</summary>
    void Measure(EvaluationTask task);

    /// <summary>Measures a candidate of tuning.</summary>
    void Measure(CandidateTask task);

    /// <summary>Scores points.</summary>
    void Measure(ScoringTask task);

    /// <summary>Maps the loss around a model.</summary>
    void Measure(LandscapeTask task);

    /// <summary>Attacks a trial's model.</summary>
    void Measure(AttackTask task);
}
