using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Training;
using Unlearn.Verification;

namespace Unlearn.Engine.Planning;

/// <summary>The models that a row has before and after a request.</summary>
internal sealed class TargetBuilder(MemberRegistry members)
{
    private readonly Dictionary<RowRecipe, string> _methods = [];

    /// <summary>The original model.</summary>
    public Target Original(LearningProblem problem, ForgetRequest request) =>
        new([members.Train(problem, "original", request.Original)], Aggregation.Mean);

    /// <summary>Retrained without the forget set with the request's seed.</summary>
    public Target Retrained(LearningProblem problem, ForgetRequest request, string kind = "reference") =>
        new(
            [members.Train(problem, kind, new MemberSpec(request.Seed, request.Retain, request.Training))],
            Aggregation.Mean
        );

    /// <summary>The same for a row: by its method's own rule where it has one.</summary>
    public Target Retrained(LearningProblem problem, RowRecipe row, ForgetRequest request, string kind = "reference") =>
        Own(row, Retrained(problem, request, kind));

    /// <summary>Initialised from the request's seed and never trained.</summary>
    public TrainTask Untrained(LearningProblem problem, ForgetRequest request) =>
        members.Train(
            problem,
            "shadow",
            new MemberSpec(request.Seed, request.Train, request.Training with { Epochs = 0 })
        );

    /// <summary>
    /// The case as a row sees it: a method that trains its own models is measured against those that it trains without the forget set.
    /// </summary>
    public ForgetCase CaseOf(RowRecipe row, ForgetCase one) =>
        row.Method is IOwnTrainingMethod
            ? one with
            {
                Original = Own(row, one.Original),
                Reference = Own(row, one.Reference),
                Null = Own(row, one.Null),
            }
            : one;

    /// <summary>The row's model after the request.</summary>
    public Target After(LearningProblem problem, RowRecipe row, ForgetRequest request) =>
        row switch
        {
            { Role: RowRole.Original } => Own(row, Original(problem, request)),
            { Role: RowRole.Reference or RowRole.Null } => Retrained(problem, row, request),
            { Method: IRetrainingMethod method } => Ensemble(problem, method.After(request, problem.Data.Dataset)),
            { Method: IWeightMethod method } => new Target(
                [
                    members.Unlearn(
                        problem,
                        row.Id,
                        Canonical(row),
                        method,
                        request,
                        Own(row, Original(problem, request)).Members[0]
                    ),
                ],
                Aggregation.Mean
            ),
            _ => throw new InputException(
                $"Method '{row.Name}' ({row.Method!.GetType().Name}) neither trains again nor edits weights: "
                    + $"it must implement {nameof(IRetrainingMethod)} or {nameof(IWeightMethod)}."
            ),
        };

    /// <summary>The row's model before the request; null where the row answers none.</summary>
    public Target? Before(LearningProblem problem, RowRecipe row, ForgetRequest request) =>
        row switch
        {
            { Role: RowRole.Original or RowRole.Null } => null,
            { Method: IRetrainingMethod method } => Ensemble(problem, method.Before(request, problem.Data.Dataset)),
            _ => Own(row, Original(problem, request)),
        };

    private Target Ensemble(LearningProblem problem, Ensemble ensemble) =>
        new([.. ensemble.Members.Select(spec => members.Train(problem, "shard", spec))], ensemble.Aggregation);

    // The same seed and points, trained by the row's method where it trains for itself.
    private Target Own(RowRecipe row, Target target) =>
        row.Method is IOwnTrainingMethod method && target.Members[0] is TrainTask { Problem: var problem } ordinary
            ? new Target(
                [members.Train(problem, ordinary.Kind, row.Id, Canonical(row), method, ordinary.Spec)],
                Aggregation.Mean
            )
            : target;

    private string Canonical(RowRecipe row)
    {
        if (!_methods.TryGetValue(row, out string? text))
        {
            _methods.Add(row, text = CanonicalJson.Of(row.Method));
        }

        return text;
    }
}
