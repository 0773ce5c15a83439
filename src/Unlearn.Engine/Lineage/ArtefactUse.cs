namespace Unlearn.Engine.Lineage;

/// <summary>What a model is to a request.</summary>
public enum ArtefactUse
{
    /// <summary>It answered before the request, or is a stage of what did.</summary>
    BeforeTheRequest,

    /// <summary>It answers after the request.</summary>
    AfterTheRequest,

    /// <summary>It served a comparison: another row, a shadow model, a candidate of tuning.</summary>
    Comparison,
}
