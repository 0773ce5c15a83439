namespace Unlearn.Verification.Attacks;

/// <summary>An attack on points whose labels were swapped between two classes: it looks at scenarios that swapped these.</summary>
public interface IClassPairAttack : IOutputAttack
{
    /// <summary>The first of the two classes.</summary>
    int First { get; }

    /// <summary>The second of the two classes.</summary>
    int Second { get; }
}
