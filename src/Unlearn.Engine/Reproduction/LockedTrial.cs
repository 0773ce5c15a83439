using Unlearn.Engine.Planning;

namespace Unlearn.Engine.Reproduction;

/// <summary>A trial as it is locked.</summary>
/// <param name="Seed">Key of the original model's randomness, 16 hexadecimal digits.</param>
/// <param name="Forget">Digest of the forget set.</param>
/// <param name="Evaluation">Key of its evaluation.</param>
/// <param name="Attacks">Keys of its attacks by name.</param>
public sealed record LockedTrial(
    string Seed,
    string Forget,
    string Evaluation,
    IReadOnlyDictionary<string, string> Attacks
)
{
    /// <summary>Locks a trial.</summary>
    public static LockedTrial Of(PlannedTrial trial) =>
        new(
            trial.Case.Request.Seed.ToString(),
            trial.Case.Request.Forget.Digest,
            trial.Evaluation.Key.Hex,
            new SortedDictionary<string, string>(
                trial.Attacks.ToDictionary(static attack => attack.Name, static attack => attack.Task.Key.Hex),
                StringComparer.Ordinal
            )
        );

    /// <inheritdoc />
    public override string ToString() =>
        $"seed {Seed}, forget set {Forget[..12]}, evaluation {Evaluation[..12]}"
        + string.Concat(Attacks.Select(static attack => $", {attack.Key} {attack.Value[..12]}"));
}
