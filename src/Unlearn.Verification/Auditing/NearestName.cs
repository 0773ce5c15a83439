namespace Unlearn.Verification.Auditing;

/// <summary>Finds the name that a person most likely meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest edit distance (Levenshtein 1966), the first of equals.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What is understood, at least one.</param>
    public static string Of(string name, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => EditDistance.Between(candidate, name))!;
}
