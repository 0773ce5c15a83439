using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Planning;

/// <summary>The models that one attack asks for, by what they are to it.</summary>
public sealed class AttackTargets
{
    private readonly SortedDictionary<ModelRole, IReadOnlyList<Target>> _models;

    /// <param name="target">The attacked model.</param>
    /// <param name="others">The others, by role.</param>
    internal AttackTargets(Target target, IReadOnlyDictionary<ModelRole, IReadOnlyList<Target>> others)
    {
        Target = target;
        _models = new SortedDictionary<ModelRole, IReadOnlyList<Target>>(others.ToDictionary())
        {
            [ModelRole.Target] = [target],
        };
    }

    /// <summary>The attacked model.</summary>
    public Target Target { get; }

    /// <summary>The models of a role; none where the attack does not ask for them.</summary>
    public IReadOnlyList<Target> Of(ModelRole role) => _models.GetValueOrDefault(role, []);

    /// <summary>Members that verification alone needs: those of shadows, copies, references and untrained models.</summary>
    public IEnumerable<WeightTask> VerificationMembers =>
        _models
            .Where(static models => models.Key is not (ModelRole.Target or ModelRole.Original or ModelRole.Reference))
            .SelectMany(static models => models.Value)
            .SelectMany(static model => model.Members);

    /// <summary>All members behind them.</summary>
    public IEnumerable<WeightTask> Members =>
        _models.Values.SelectMany(static models => models).SelectMany(static model => model.Members);
}
