namespace Unlearn.Learning.Training;

/// <summary>How the learning rate changes over epochs.</summary>
public enum ScheduleKind
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>Multiplied by 0.1 after half and after three quarters of the epochs.</summary>
    Step,

    /// <summary>Half a cosine from the full rate to zero, updated each epoch; each step where `steps` or `warmUpSteps` are given.</summary>
    Cosine,

    /// <summary>A straight line from the full rate to zero, updated each step.</summary>
    Linear,
}
