using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Data;

/// <summary>A dataset whose points are token sequences (<see cref="Dataset.Sequences"/>): models of features and methods about classes refuse it.</summary>
public interface ITextSource : IDatasetSource, ITextPoints;
