namespace Unlearn.Learning.Optimisation;

/// <summary>What follows from a member's loss before a step.</summary>
internal enum DescentVerdict
{
    /// <summary>The step is taken.</summary>
    Step,

    /// <summary>Neither this step nor a later one is taken, and the one before is taken back.</summary>
    TakeBack,

    /// <summary>The member has left the numbers: it ends here, and its weights mean nothing.</summary>
    Diverged,
}
