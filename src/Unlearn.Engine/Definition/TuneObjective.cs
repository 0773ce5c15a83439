namespace Unlearn.Engine.Definition;

/// <summary>What tuning minimises; each is a distance to retraining in units of what another seed of retraining does.</summary>
public enum TuneObjective
{
    /// <summary>
    /// Whether forgotten points are better or less known than retraining knows them, point by point, and how far accuracy on retained
    /// and unseen points is outside of what another seed does.
    /// </summary>
    ClosenessToRetrain,

    /// <summary>
    /// The mean gap of four averages: accuracy on retained, forgotten and unseen points and mean loss on forgotten points. The objective of
    /// version 0.1, kept for comparison: it rewards models that do not move.
    /// </summary>
    AverageGaps,
}
