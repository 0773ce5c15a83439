namespace Unlearn.Learning.Forgetting.SecondOrder;

/// <summary>Which objective the updated weights should minimise. They differ in how strongly regularisation weighs.</summary>
public enum InfluenceObjective
{
    /// <summary>That of an ordinary retraining: the mean loss of the retained points plus the same weight decay.</summary>
    Retrain,

    /// <summary>Losses of retained points still divided by the original number of points: what Koh and Liang leave out.</summary>
    LeaveOut,
}
