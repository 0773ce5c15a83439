using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Results;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Planning;

/// <summary>The models that a row has before and after a request.</summary>
internal sealed class TargetBuilder(MemberRegistry members)
{
    private readonly Dictionary<RowRecipe, CanonicalText> _methods = [];
    private readonly Dictionary<RowRecipe, CanonicalText> _passes = [];

    /// <summary>The original model, trained here.</summary>
    public Target Original(LearningProblem problem, ForgetRequest request, string kind = "original") =>
        new([members.Train(problem, kind, request.Original)], Aggregation.Mean);

    /// <summary>The original model of a trial: from the file that the manifest gives, else trained here.</summary>
    public Target GivenOr(LearningProblem problem, ForgetRequest request) =>
        problem.Given is { } weights
            ? new Target([members.Given(problem, weights)], Aggregation.Mean)
            : Original(problem, request);

    /// <summary>Retrained without the forget set with the request's seed.</summary>
    public Target Retrained(LearningProblem problem, ForgetRequest request, string kind = "reference") =>
        new(
            [members.Train(problem, kind, new MemberSpec(request.Seed, request.Retain, request.Training))],
            Aggregation.Mean
        );

    /// <summary>The original model of a row, trained here: by its method's own rule where it has one.</summary>
    public Target Original(LearningProblem problem, RowRecipe row, ForgetRequest request) =>
        row.Method is IOwnTrainingMethod method
            ? Own(problem, "original", row, method, request.Original)
            : Original(problem, request);

    /// <summary>Retrained for a row: by its method's own rule where it has one.</summary>
    public Target Retrained(LearningProblem problem, RowRecipe row, ForgetRequest request, string kind = "reference") =>
        row.Method is IOwnTrainingMethod method
            ? Own(problem, kind, row, method, new MemberSpec(request.Seed, request.Retain, request.Training))
            : Retrained(problem, request, kind);

    /// <summary>
    /// The case as a row sees it: a method that trains its own models is measured against those that it trains without the forget set.
    /// </summary>
    public ForgetCase CaseOf(RowRecipe row, ForgetCase one) =>
        row.Method is IOwnTrainingMethod method
            ? one with
            {
                Original = Original(one.Problem, row, one.Request),
                Reference = Retrained(one.Problem, row, one.Request),
                Null = Own(one.Problem, "reference", row, method, ((TrainTask)one.Null.Members[0]).Spec),
            }
            : one;

    /// <summary>Initialised from the request's seed and never trained.</summary>
    public TrainTask Untrained(LearningProblem problem, ForgetRequest request) =>
        members.Train(
            problem,
            "shadow",
            new MemberSpec(request.Seed, request.Train, request.Training with { Epochs = 0 })
        );

    /// <summary>The row's model after the request.</summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="row">The row.</param>
    /// <param name="request">What is to be forgotten.</param>
    /// <param name="original">The model that the request finds; methods that edit weights start from it.</param>
    /// <exception cref="InputException">The method cannot answer the request.</exception>
    public Target After(LearningProblem problem, RowRecipe row, ForgetRequest request, Target original) =>
        row switch
        {
            { Role: RowRole.Original } => original,
            { Role: RowRole.Reference or RowRole.Null } => Retrained(problem, row, request),
            { Method: IRetrainingMethod method } => Ensemble(problem, method.After(request, problem.Data.Dataset)),
            { Method: IWeightMethod method } => Edited(problem, row, method, request, original),
            _ => throw new InputException(
                $"Method '{row.Name}' ({row.Method!.GetType().Name}) neither trains again nor edits weights: "
                    + $"it must implement {nameof(IRetrainingMethod)} or {nameof(IWeightMethod)}."
            ),
        };

    /// <summary>
    /// The row's models after each answer of a stream, each the start of the next; one model where there is no stream, or where the row
    /// answers no request.
    /// </summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="row">The row.</param>
    /// <param name="request">All that is to be forgotten.</param>
    /// <param name="stream">Its parts in order, or null.</param>
    /// <param name="original">The model that the first answer finds.</param>
    public IReadOnlyList<Target> Answers(
        LearningProblem problem,
        RowRecipe row,
        ForgetRequest request,
        IReadOnlyList<PointSet>? stream,
        Target original
    )
    {
        if (stream is null || row.Role != RowRole.Method)
        {
            return [After(problem, row, request, original)];
        }

        var answers = new List<Target>(stream.Count);
        PointSet left = request.Train;
        ForgetRequest? before = null;
        foreach (PointSet part in stream)
        {
            // Shards belong to the seed and stay; what edits weights draws anew for each answer.
            RandomKey seed =
                row.Method is IRetrainingMethod || answers.Count == 0
                    ? request.Seed
                    : request.Seed.Derive("answer").Derive(answers.Count);
            var asked = new ForgetRequest(seed, left, part, request.Training) { Before = before };
            answers.Add(After(problem, row, asked, answers.Count == 0 ? original : answers[^1]));
            left = asked.Retain;
            before = asked;
        }

        return answers;
    }

    /// <summary>The row's model before the request; null where the row answers none.</summary>
    /// <param name="problem">Dataset and architecture.</param>
    /// <param name="row">The row.</param>
    /// <param name="request">What is to be forgotten.</param>
    /// <param name="original">The model that the request finds.</param>
    public Target? Before(LearningProblem problem, RowRecipe row, ForgetRequest request, Target original) =>
        row switch
        {
            { Role: RowRole.Original or RowRole.Null } => null,
            { Method: IRetrainingMethod method } when method.Before(request, problem.Data.Dataset) is var ensemble =>
            // Before the request a method that retrains one model has the original, wherever that came from.
            ensemble.Members
                is [var only]
            && only == request.Original
                ? original
                : Ensemble(problem, ensemble),
            _ => original,
        };

    private Target Edited(
        LearningProblem problem,
        RowRecipe row,
        IWeightMethod method,
        ForgetRequest request,
        Target original
    ) =>
        method.RefusalOf(problem.Data, request, problem.Population) is { } why
            ? throw new InputException(why)
            : new Target(
                [
                    members.Unlearn(
                        problem,
                        row.Id,
                        Canonical(row),
                        Pass(row, method),
                        method,
                        request,
                        original.Members[0]
                    ),
                ],
                Aggregation.Mean
            );

    private Target Ensemble(LearningProblem problem, Ensemble ensemble) =>
        new([.. ensemble.Members.Select(spec => members.Train(problem, "shard", spec))], ensemble.Aggregation);

    private Target Own(
        LearningProblem problem,
        string kind,
        RowRecipe row,
        IOwnTrainingMethod method,
        MemberSpec spec
    ) => new([members.Train(problem, kind, row.Id, Canonical(row), method, spec)], Aggregation.Mean);

    private CanonicalText Canonical(RowRecipe row) => Once(_methods, row, static method => CanonicalJson.Of(method));

    private string Pass(RowRecipe row, IWeightMethod method) =>
        (method.ReadsOwnOptions ? Once(_passes, row, CanonicalJson.WithoutSearched) : Canonical(row)).Json;

    private static CanonicalText Once(
        Dictionary<RowRecipe, CanonicalText> known,
        RowRecipe row,
        Func<object, string> write
    )
    {
        if (!known.TryGetValue(row, out CanonicalText text))
        {
            known.Add(row, text = new(write(row.Method!)));
        }

        return text;
    }
}
