using System.Diagnostics;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Objectives;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>
/// Outputs of members on points. A member answers once for all points that the tasks of a run ask of it, whoever asks first, and is
/// read from then on; answers that later runs may need come from the store and go there.
/// </summary>
/// <param name="weights">The members.</param>
/// <param name="demand">What the tasks of the run ask.</param>
/// <param name="ledger">What the store has.</param>
/// <param name="bytes">Memory for outputs; those that do not fit are read or computed again.</param>
internal sealed class OutputSource(WeightSource weights, OutputDemand demand, ResultLedger ledger, long bytes)
{
    private readonly BoundedCache<OutputTable> _outputs = new(bytes);
    private long _computed;

    /// <summary>
    /// Multiply-adds of forward passes from which on a member's outputs are worth a file: a few milliseconds, about what writing and
    /// reading one takes.
    /// </summary>
    public double WorthKeeping { get; init; } = 5e7;

    /// <summary>Points that members were evaluated on, added up; those that were read are not among them.</summary>
    public long PointsComputed => Interlocked.Read(ref _computed);

    /// <summary>A model's outputs, one row per point in ascending order of ids.</summary>
    public LogitTable Of(Target target, PointSet points, CancellationToken cancellationToken) =>
        ObjectiveOf(target).Outputs(Answers(target, points, cancellationToken), target.Aggregation);

    /// <summary>One member's outputs, one row per point in ascending order of ids.</summary>
    public LogitTable Of(WeightTask member, PointSet points, CancellationToken cancellationToken) =>
        member.Problem.Objective.Outputs([Answers(member, points, cancellationToken)], Aggregation.Mean);

    /// <summary>A model's answers at labelled tokens, points in ascending order of ids; null where points have one prediction.</summary>
    public TokenAnswers? TokensOf(Target target, PointSet points, CancellationToken cancellationToken) =>
        ObjectiveOf(target) is NextToken objective
            ? objective.Tokens(Answers(target, points, cancellationToken), target.Aggregation)
            : null;

    private static Objective ObjectiveOf(Target target) => target.Members[0].Problem.Objective;

    private double[][] Answers(Target target, PointSet points, CancellationToken cancellationToken) =>
        [.. target.Members.Select(member => Answers(member, points, cancellationToken))];

    private double[] Answers(WeightTask member, PointSet points, CancellationToken cancellationToken)
    {
        OutputTable table = _outputs.GetOrAdd(
            member.Key,
            () => Make(member, demand.Of(member), cancellationToken),
            static made => made.Bytes
        );
        if (table.TryGet(points, out double[]? rows))
        {
            return rows;
        }

        // What its task did not announce, such as further points of an attack whose kind of evidence only its result tells.
        OutputTable more = Make(member, PointSet.Union([table.Points, points]), cancellationToken);
        _outputs.Put(member.Key, more, more.Bytes, pinned: false);
        return more.TryGet(points, out rows) ? rows : throw new UnreachableException();
    }

    /// <summary>A model's last hidden layer, one row per point in the given order; several members' layers stand side by side.</summary>
    public FeatureTable Represent(Target target, IReadOnlyList<int> points, CancellationToken cancellationToken)
    {
        TrainingData data = target.Members[0].Problem.Data;
        using IDisposable scope = TorchThread.Scope();
        using ParameterStack stack = ParameterRows.ToStack(data.Network.Layout, [.. target.Members.Select(weights.Of)]);
        return Representer.SideBySide(Representer.Of(data, stack, points, cancellationToken));
    }

    /// <summary>Lets outputs go that nothing in this run reads any more.</summary>
    public void Drop(WeightTask member) => _outputs.Drop(member.Key);

    private OutputTable Make(WeightTask member, PointSet points, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        bool large = (double)points.Count * member.Problem.Data.Network.OperationsPerPoint >= WorthKeeping;
        OutputTable? known = large ? ledger.OutputsOf(member) : null;
        OutputTable computed = Compute(member, known is null ? points : points.Except(known.Points), cancellationToken);
        OutputTable whole = known?.With(computed) ?? computed;
        OutputTable again = computed.On(demand.AgainOf(member));
        if (large && again.Points.Count > 0)
        {
            ledger.Keep(member, known?.With(again) ?? again, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return whole.On(points);
    }

    private OutputTable Compute(WeightTask member, PointSet points, CancellationToken cancellationToken)
    {
        TrainingData data = member.Problem.Data;
        Objective objective = member.Problem.Objective;
        if (points.Count == 0)
        {
            return new OutputTable(points, [], objective.Columns);
        }

        Interlocked.Add(ref _computed, points.Count);
        using IDisposable scope = TorchThread.Scope();
        using ParameterStack stack = ParameterRows.ToStack(data.Network.Layout, [weights.Of(member)]);
        double[] values = objective.Answers(data, stack, points.Ids, cancellationToken);
        return new OutputTable(points, Array.ConvertAll(values, static value => (float)value), objective.Columns);
    }
}
