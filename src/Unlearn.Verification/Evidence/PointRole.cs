namespace Unlearn.Verification.Evidence;

/// <summary>What points are to an attack.</summary>
public enum PointRole
{
    /// <summary>Members, and the non-members that they are compared with.</summary>
    Attacked,

    /// <summary>Training points that stay.</summary>
    Retain,

    /// <summary>Points that no model was trained on, for measuring.</summary>
    Test,

    /// <summary>Points that no target was trained on, for attackers.</summary>
    Population,
}
