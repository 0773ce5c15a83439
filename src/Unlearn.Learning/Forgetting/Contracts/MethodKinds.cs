namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>What results and reports call the kinds of methods.</summary>
public static class MethodKinds
{
    /// <summary><see cref="MethodKind.Exact"/>.</summary>
    public const string Exact = "exact";

    /// <summary><see cref="MethodKind.Certified"/>.</summary>
    public const string Certified = "certified";

    /// <summary><see cref="MethodKind.Approximate"/>.</summary>
    public const string Approximate = "approximate";

    /// <summary>A kind's word.</summary>
    public static string Word(MethodKind kind) =>
        kind switch
        {
            MethodKind.Exact => Exact,
            MethodKind.Certified => Certified,
            _ => Approximate,
        };
}
