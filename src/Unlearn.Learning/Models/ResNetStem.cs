namespace Unlearn.Learning.Models;

/// <summary>How a residual network begins.</summary>
public enum ResNetStem
{
    /// <summary>A 7 x 7 convolution of stride 2 and 3 x 3 maximum pooling of stride 2: for pictures of some 200 pixels.</summary>
    Imagenet,

    /// <summary>A 3 x 3 convolution of stride 1 and no pooling: what papers on CIFAR put in its place.</summary>
    Cifar,
}
