namespace Unlearn.Engine.Definition;

/// <summary>What tuning minimises.</summary>
public enum TuneObjective
{
    /// <summary>
    /// The mean standardised distance to retraining in retain accuracy, forget accuracy, accuracy on unseen points and mean loss
    /// on the forget set.
    /// </summary>
    ClosenessToRetrain,
}
