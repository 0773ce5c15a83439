namespace Unlearn.Verification.Evidence;

/// <summary>What the numbers of an array are: what can be settled where a file holds them in another form than the usual one.</summary>
public enum ArrayContent
{
    /// <summary>Numbers that are taken as they are.</summary>
    Numbers,

    /// <summary>Outputs of models, as logits, probabilities or phi: the last axis is the classes.</summary>
    Outputs,

    /// <summary>A class per point.</summary>
    Labels,

    /// <summary>0 or 1 per point: whether it is a member.</summary>
    Members,

    /// <summary>A score per point.</summary>
    Scores,
}
