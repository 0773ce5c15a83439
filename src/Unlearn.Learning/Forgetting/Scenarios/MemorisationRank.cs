namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Which end of the memorisation scores.</summary>
public enum MemorisationRank
{
    /// <summary>Points that models know only when they were trained on them: rare, odd or mislabelled ones.</summary>
    Highest,

    /// <summary>Points that models know whether they were trained on them or not.</summary>
    Lowest,
}
