namespace Unlearn.Learning.Data.Sources;

/// <summary>Which of CIFAR-100's two labels is the class.</summary>
public enum Cifar100Labels
{
    /// <summary>100 classes.</summary>
    Fine,

    /// <summary>20 superclasses of five classes each.</summary>
    Coarse,
}
