using Unlearn.Learning.Models;

namespace Unlearn.Engine.Planning;

/// <summary>What the keys of all members of a problem have in common; its names are not part of it.</summary>
/// <param name="Dataset">Digest of the dataset.</param>
/// <param name="Model">The architecture.</param>
/// <param name="Platform">What computes.</param>
/// <param name="Trainer">Version of the training algorithm.</param>
internal sealed record ProblemInputs(string Dataset, IModel Model, ComputePlatform Platform, int Trainer);
