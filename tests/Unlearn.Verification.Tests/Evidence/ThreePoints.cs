using Unlearn.Formats.Arrays;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Evidence;

/// <summary>Three attacked points of two classes, two of them members, and further evidence of them as a test gives it.</summary>
internal static class ThreePoints
{
    public static readonly NamedArray Logits = new("target_logits", [3, 2], [1, 0, 0, 2, 3, 0]);
    public static readonly NamedArray Labels = new("labels", [3], [0, 1, 0]);
    public static readonly NamedArray Members = new("members", [3], [1, 1, 0]);

    public static AttackInput Input { get; } =
        new()
        {
            Target = new LogitTable([1, 0, 0, 2, 3, 0], 2),
            Labels = [0, 1, 0],
            Members = [true, true, false],
        };

    /// <summary>Zeros for some points and classes.</summary>
    public static LogitTable Zeros(int points, int classes = 2) => new(new double[points * classes], classes);

    /// <summary>Evidence of a kind from arrays.</summary>
    public static T? Read<T>(CollectedEvidence<T> kind, params NamedArray[] arrays)
        where T : class => AuditInputs.Build([Logits, Labels, Members, .. arrays], [kind]).Get(kind);

    /// <summary>Evidence of a kind, written as arrays, which are then known by their names.</summary>
    public static Dictionary<string, NamedArray> Write<T>(CollectedEvidence<T> kind, T value)
        where T : class => kind.Write(Input.With(kind, value)).ToDictionary(static array => array.Name);
}
