namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>Whose curvature an influence update uses.</summary>
public enum InfluenceUpdate
{
    /// <summary>The retain set's: one Newton step of the objective without the forget set.</summary>
    Newton,

    /// <summary>The whole training set's: the first-order (infinitesimal) influence of Koh and Liang.</summary>
    FirstOrder,
}
