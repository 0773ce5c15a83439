namespace Unlearn.Verification.Attacks;

/// <summary>An attack that asks for a number of shadow models; the engine trains the largest number asked for once and shares it.</summary>
public interface IShadowAttack : IOutputAttack
{
    /// <summary>Number of shadow models, even: half are trained with each point and half without.</summary>
    int Shadows { get; }
}
