namespace Unlearn.Learning.Models;

/// <summary>How a residual network normalises its channels.</summary>
public enum Normalisation
{
    /// <summary>By the batch in training and by running statistics in evaluation (Ioffe and Szegedy 2015); every member keeps its own.</summary>
    Batch,

    /// <summary>By groups of channels of one image (Wu and He 2018), 8 groups: a point's output depends on no other point.</summary>
    Group,
}
