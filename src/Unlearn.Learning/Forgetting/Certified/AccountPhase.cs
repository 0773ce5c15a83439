namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>Steps of noisy descent on the same points.</summary>
/// <param name="Sensitivity">How far apart a step can bring two runs that differ in what the account is about; 0 where it takes the same points.</param>
/// <param name="Steps">Number of steps.</param>
internal readonly record struct AccountPhase(double Sensitivity, int Steps);
