using System.Text;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Training;
using Unlearn.Verification;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Randomness;

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
    /// <summary>Copies a side for attacks that run the method in the shadow loop but name no number of shadows.</summary>
    private const int DefaultCopies = 16;

    private readonly Dictionary<IVerificationAttack, string> _identities = [];
    private readonly Dictionary<(RowRecipe, ForgetRequest, int), (Target Unlearned, Target Retrained)> _copies = [];
    private readonly string _points =
        $"\"labels\":\"{problem.Data.Dataset.Digest}\",\"population\":\"{problem.Population.Digest}\"";

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
        AttackNeeds needs = attack.Needs;
        int count = ShadowsFor(named);
        var needed = new AttackTargets
        {
            Target = target,
            Original = (needs & (AttackNeeds.Original | AttackNeeds.Weights)) != 0 ? one.Original : null,
            Reference = needs.HasFlag(AttackNeeds.Weights) ? one.Reference : null,
            Shadows = needs.HasFlag(AttackNeeds.Shadows) ? shadows.Take(count) : [],
            Unlearned = needs.HasFlag(AttackNeeds.UnlearnedShadows) ? Copies(row, one, count, unlearned: true) : [],
            Retrained =
                needs.HasFlag(AttackNeeds.UnlearnedShadows) ? Copies(row, one, count, unlearned: false)
                : (needs & (AttackNeeds.References | AttackNeeds.Representations)) != 0
                    ? [.. References(row, target, one)]
                : [],
            Incompetent = needs.HasFlag(AttackNeeds.Incompetent)
                ? targets.Untrained(problem, one.Request with { Seed = one.Request.Seed.Derive("incompetent") })
                : null,
        };
        return tasks.Intern(
            new AttackTask(one, Inputs(one, needed, attack, count, points), named.Id, attack, needed, points)
        );
    }

    private string Inputs(
        ForgetCase one,
        AttackTargets needed,
        IVerificationAttack attack,
        int count,
        ProbePoints points
    )
    {
        var text = new StringBuilder("{\"attack\":").Append(Canonical(attack));
        text.Append(",\"forget\":\"").Append(points.Members.Digest).Append("\",\"incompetent\":");
        text.Append(needed.Incompetent is { } untrained ? $"\"{untrained.Key}\"" : "null")
            .Append(",\"kind\":\"attack\"");
        text.Append(",\"nonMembers\":\"").Append(points.NonMembers.Digest).Append("\",\"original\":");
        text.Append(needed.Original?.Identity ?? "null").Append(',').Append(_points);
        if (needed.Reference is { } reference)
        {
            text.Append(",\"reference\":").Append(reference.Identity);
        }

        text.Append(",\"retain\":\"").Append(one.Request.Retain.Digest).Append("\",\"retained\":\"");
        text.Append(one.RetainedSample.Digest).Append("\",\"retrained\":");
        AppendList(text, needed.Retrained);
        text.Append(",\"shadows\":");
        text.Append(needed.Shadows.Count == 0 ? "null" : $"\"{shadows.Identity(count)}\"");
        text.Append(",\"target\":").Append(needed.Target.Identity);
        text.Append(",\"test\":\"").Append(problem.Test.Digest).Append("\",\"unlearned\":");
        AppendList(text, needed.Unlearned);
        return text.Append(",\"version\":").Append(AttackTask.Version).Append('}').ToString();
    }

    private static void AppendList(StringBuilder text, IReadOnlyList<Target> models) =>
        text.Append('[').AppendJoin(',', models.Select(static model => model.Identity)).Append(']');

    private string Canonical(IVerificationAttack attack)
    {
        if (!_identities.TryGetValue(attack, out string? text))
        {
            _identities.Add(attack, text = CanonicalJson.Of(attack));
        }

        return text;
    }

    private int ShadowsFor(Named<IVerificationAttack> named)
    {
        if ((named.Value.Needs & (AttackNeeds.Shadows | AttackNeeds.UnlearnedShadows)) == 0)
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
