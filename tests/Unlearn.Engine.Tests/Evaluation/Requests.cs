using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Planning;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Training;
using Unlearn.Verification.Randomness;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>Costs of requests from the specs of ensembles, by the code that a run counts them with; nothing is trained.</summary>
internal sealed class Requests
{
    public static readonly RandomKey Seed = new(1729);

    private readonly LearningProblem _problem = PlanSamples.Problem(Samples.Digits);
    private readonly MemberRegistry _members = new(new TaskRegistry());

    // An empty store: every member costs what its spec says.
    private readonly WeightSource _weights = new(ResultStore.ToRead("nowhere", Assert.Fail), 0);

    public static PointSet Range(int count) => new(Enumerable.Range(0, count));

    public static ForgetRequest Forget(PointSet train, TrainingOptions training, params int[] points) =>
        new(Seed, train, new PointSet(points), training);

    public RequestCost Cost(Ensemble before, Ensemble after) =>
        RequestCost.Of(TargetOf(before), TargetOf(after), _weights);

    private Target TargetOf(Ensemble ensemble) =>
        new([.. ensemble.Members.Select(spec => _members.Train(_problem, "shard", spec))], ensemble.Aggregation);
}
