namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>Whose gradient a removal's Newton step takes.</summary>
public enum RemovalGradient
{
    /// <summary>The removed points', as published: what earlier steps left stays, so their bounds add up.</summary>
    Removed,

    /// <summary>The whole remaining objective's, noise included: a step repairs what earlier ones left, so only its own bound counts.</summary>
    Remaining,
}
