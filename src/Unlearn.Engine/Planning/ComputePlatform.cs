namespace Unlearn.Engine.Planning;

/// <summary>
/// What of the machine decides bits, and so is part of the key of every stored model. Number of workers, host and folders
/// are not: they change nothing.
/// </summary>
/// <param name="Library">The tensor library with its version.</param>
/// <param name="Device">The class of device: <c>cpu</c>, or a model of accelerator.</param>
public sealed record ComputePlatform(string Library, string Device);
