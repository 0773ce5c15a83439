using Unlearn.Core;
using Unlearn.Core.Randomness;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Formats.Json;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Planning;

/// <summary>Gives every attack exactly the models that it asks for.</summary>
internal sealed class AttackPlanner(
    ExperimentDefinition definition,
    LearningProblem problem,
    ShadowPool shadows,
    TargetBuilder targets,
    TaskRegistry tasks
)
{
    /// <summary>Copies on each side for attacks that run the method in the shadow loop but name no number of shadows.</summary>
    private const int DefaultCopies = 16;

    private readonly Dictionary<IVerificationAttack, CanonicalText> _identities = [];
    private readonly Dictionary<int, IReadOnlyList<Target>> _shadows = [];
    private readonly Dictionary<(RowRecipe, ForgetRequest, int), (Target Unlearned, Target Retrained)> _copies = [];

    /// <summary>The attacks of one trial: those that find in its scenario what they look at.</summary>
    public IReadOnlyList<PlannedAttack> Attacks(RowRecipe row, ForgetCase one, Target target) =>
        [
            .. from attack in definition.Attacks
            let points = AttackedPoints.Of(attack.Value, one)
            where points is not null
            select new PlannedAttack(attack.Id, Task(row, one, target, attack, points)),
        ];

    private AttackTask Task(
        RowRecipe row,
        ForgetCase one,
        Target target,
        Named<IVerificationAttack> named,
        ProbePoints points
    )
    {
        IVerificationAttack attack = named.Value;
        int count = ShadowsFor(named);
        var needed = new AttackTargets(
            target,
            attack
                .Needs.SelectMany(static kind => kind.Questions)
                .Select(static question => question.Models)
                .Distinct()
                .ToDictionary(role => role, role => Models(role, row, one, target, count))
        );
        return tasks.Intern(
            new AttackTask(
                one,
                CanonicalJson.Of(Inputs(one, needed, attack, count, points)),
                named.Id,
                attack,
                needed,
                points
            )
        );
    }

    private IReadOnlyList<Target> Models(ModelRole role, RowRecipe row, ForgetCase one, Target target, int count) =>
        role switch
        {
            ModelRole.Target => [target],
            ModelRole.Original => [one.Original],
            ModelRole.Reference => [one.Reference],
            ModelRole.Shadows => Shadows(count),
            ModelRole.Untrained =>
            [
                Alone(targets.Untrained(problem, one.Request with { Seed = one.Request.Seed.Derive("incompetent") })),
            ],
            ModelRole.Unlearned => Copies(row, one, count, unlearned: true),
            ModelRole.Retrained => Copies(row, one, count, unlearned: false),
            ModelRole.References => [.. References(row, target, one)],
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "no such models are planned"),
        };

    private IReadOnlyList<Target> Shadows(int count)
    {
        if (!_shadows.TryGetValue(count, out IReadOnlyList<Target>? taken))
        {
            _shadows.Add(count, taken = [.. shadows.Take(count).Select(Alone)]);
        }

        return taken;
    }

    private static Target Alone(WeightTask member) => new([member], Aggregation.Mean);

    private AttackInputs Inputs(
        ForgetCase one,
        AttackTargets needed,
        IVerificationAttack attack,
        int count,
        ProbePoints points
    )
    {
        Target? One(ModelRole role) => needed.Of(role).SingleOrDefault();
        CanonicalText[] Identities(params ReadOnlySpan<ModelRole> roles) =>
            [.. roles.ToArray().SelectMany(needed.Of).Select(static model => model.Identity)];

        return new AttackInputs
        {
            Attack = Canonical(attack),
            Forget = points.Members.Digest,
            Incompetent = One(ModelRole.Untrained)?.Members[0].Key.Hex,
            NonMembers = points.NonMembers.Digest,
            Original = One(ModelRole.Original)?.Identity,
            Labels = problem.Data.Dataset.Digest,
            Population = problem.Population.Digest,
            Reference = One(ModelRole.Reference)?.Identity,
            Retain = one.Request.Retain.Digest,
            Retained = one.RetainedSample.Digest,
            Retrained = Identities(ModelRole.Retrained, ModelRole.References),
            Shadows = needed.Of(ModelRole.Shadows).Count == 0 ? null : shadows.Identity(count),
            Target = needed.Target.Identity,
            Test = problem.Test.Digest,
            Unlearned = Identities(ModelRole.Unlearned),
        };
    }

    private CanonicalText Canonical(IVerificationAttack attack)
    {
        if (!_identities.TryGetValue(attack, out CanonicalText text))
        {
            _identities.Add(attack, text = new(CanonicalJson.Of(attack)));
        }

        return text;
    }

    private int ShadowsFor(Named<IVerificationAttack> named)
    {
        if (!named.Value.Needs.Any(static kind => kind.Asks(ModelRole.Shadows) || kind.Asks(ModelRole.Unlearned)))
        {
            return 0;
        }

        int asked = (named.Value as IShadowAttack)?.Shadows ?? 2 * DefaultCopies;
        int count = definition.Budget.Shadows > 0 ? definition.Budget.Shadows : asked;
        return count >= 2 && count % 2 == 0
            ? count
            : throw new InputException(
                $"Attack '{named.Id}' asks for {count} shadow models; the number must be even and at least 2, because half of "
                    + "them see each point."
            );
    }

    // Models that never saw the forget set, each with a seed of its own; the attacked model is not among them. The null model comes
    // first, because it exists anyway, and the reference last, for the null row alone: it is attacked too, so methods are compared
    // with the models that it is compared with. A method that gives the reference's own bits must not find them among its yardsticks.
    private IEnumerable<Target> References(RowRecipe row, Target attacked, ForgetCase one) =>
        Enumerable
            .Range(1, definition.Budget.References + 1)
            .Select(index =>
                index == 1 ? one.Null
                : index > definition.Budget.References ? one.Reference
                : targets.Retrained(
                    problem,
                    row,
                    one.Request with
                    {
                        Seed = one.Request.Seed.Derive("reference").Derive(index),
                    }
                )
            )
            .Where(model => model.Identity != attacked.Identity)
            .Take(definition.Budget.References);

    private Target[] Copies(RowRecipe row, ForgetCase one, int count, bool unlearned) =>
        [
            .. Enumerable
                .Range(0, count / 2)
                .Select(copy => Copy(row, one.Request, one.Stream, copy))
                .Select(copy => unlearned ? copy.Unlearned : copy.Retrained),
        ];

    private (Target Unlearned, Target Retrained) Copy(
        RowRecipe row,
        ForgetRequest request,
        IReadOnlyList<PointSet>? stream,
        int copy
    )
    {
        if (_copies.TryGetValue((row, request, copy), out (Target, Target) known))
        {
            return known;
        }

        // The two sides get seeds of their own: a method that retrains would otherwise be compared with itself.
        RandomKey seed = request.Seed.Derive("copy").Derive(copy);
        Target unlearned = row is { Role: RowRole.Null, Method: not IShardedMethod }
            ? targets.Retrained(problem, row, request with { Seed = seed }, "shadow")
            : After(row, request with { Seed = seed }, stream);
        Target retrained = targets.Retrained(problem, row, request with { Seed = seed.Derive("retrained") }, "shadow");
        (Target, Target) made = (unlearned, retrained);
        _copies.Add((row, request, copy), made);
        return made;
    }

    // Copies stand for other models of the same making, so that even where the trial's original came from a file they are
    // trained here.
    private Target After(RowRecipe row, ForgetRequest request, IReadOnlyList<PointSet>? stream) =>
        targets.Answers(
            problem,
            row.Role == RowRole.Null ? row with { Role = RowRole.Method } : row,
            request,
            stream,
            targets.Original(problem, row, request)
        )[^1];
}
