using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Planning;

/// <summary>Makes members, kind by kind, and keeps nothing.</summary>
internal interface IMemberWork
{
    /// <summary>Trains a stage of members.</summary>
    ParameterStack Train(IReadOnlyList<TrainTask> tasks, CancellationToken cancellationToken);

    /// <summary>Trains members by their method's own rule.</summary>
    ParameterStack Train(IReadOnlyList<MethodTrainTask> tasks, CostCounter cost, CancellationToken cancellationToken);

    /// <summary>Unlearns; the first member that diverges ends all.</summary>
    ParameterStack Unlearn(IReadOnlyList<UnlearnTask> tasks, CostCounter cost, CancellationToken cancellationToken);
}
