namespace Unlearn.Verification.Evidence;

/// <summary>Which outputs an attack needs beside the target's on the attacked points; the engine provides exactly these.</summary>
[Flags]
public enum AttackNeeds
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>The target's outputs on retained points.</summary>
    Retain = 1,

    /// <summary>Shadow models' outputs on the attacked points.</summary>
    Shadows = 2,

    /// <summary>Outputs of the target, and of the shadows where <see cref="Shadows"/> is set, on the population set.</summary>
    Population = 4,

    /// <summary>The original model's outputs on the attacked points.</summary>
    Original = 8,

    /// <summary>Unlearned and retrained models in number: the method runs inside the shadow loop.</summary>
    UnlearnedShadows = 16,

    /// <summary>Outputs of retrained references (other seeds) on the attacked points.</summary>
    References = 32,

    /// <summary>Outputs of an untrained model on the attacked points.</summary>
    Incompetent = 64,

    /// <summary>Last hidden layers of the target and of retrained references on the attacked points.</summary>
    Representations = 128,

    /// <summary>Weights of the target, of the original and of the model retrained with the target's own seed.</summary>
    Weights = 256,

    /// <summary>Mean accuracies of <see cref="UnlearnedShadows"/> on retained and on test points.</summary>
    Accuracies = 512,

    /// <summary>
    /// The attacked points are unseen inputs that carry a planted trigger (members) and one that was never planted (non-members),
    /// labelled with the trigger's target.
    /// </summary>
    Triggers = 1024,

    /// <summary>
    /// The attacked points are those whose labels were swapped between two classes (members) and unseen points of these classes
    /// (non-members), under their true labels.
    /// </summary>
    SwappedLabels = 2048,

    /// <summary>At least one non-member among the attacked points: the attack compares the two sides.</summary>
    NonMembers = 4096,
}
