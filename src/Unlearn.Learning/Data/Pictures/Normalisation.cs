namespace Unlearn.Learning.Data.Pictures;

/// <summary>What happens to the bytes of colour pictures.</summary>
public enum Normalisation
{
    /// <summary>Nothing: 0 to 255.</summary>
    None,

    /// <summary>Divided by 255: 0 to 1.</summary>
    Unit,

    /// <summary>
    /// Divided by 255, minus the channel means (0.485, 0.456, 0.406), divided by the deviations (0.229, 0.224, 0.225) of ImageNet: what
    /// most published networks expect.
    /// </summary>
    Imagenet,

    /// <summary>Divided by 255, minus the channel means and divided by the deviations of the dataset's own published training images.</summary>
    Cifar,
}
