namespace Unlearn.Learning.Probing;

/// <summary>Which rows the attacker of a reconstruction has beside the two models.</summary>
public enum AttackerRows
{
    /// <summary>Points of the same distribution that no model saw.</summary>
    Public,

    /// <summary>All retained points: the worst case.</summary>
    Retained,
}
