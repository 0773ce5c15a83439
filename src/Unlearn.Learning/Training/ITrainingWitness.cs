namespace Unlearn.Learning.Training;

/// <summary>Sees the weights around single batches of a training; changes nothing.</summary>
internal interface ITrainingWitness
{
    /// <summary>Whether the weights before and after a batch are wanted.</summary>
    /// <param name="member">Position of the member among those trained.</param>
    /// <param name="points">Ids in the batch.</param>
    bool Wants(int member, ReadOnlySpan<int> points);

    /// <summary>The weights around a batch that was wanted.</summary>
    /// <param name="member">Position of the member among those trained.</param>
    /// <param name="before">Its row before the batch's step.</param>
    /// <param name="after">Its row after it.</param>
    void See(int member, ReadOnlySpan<double> before, ReadOnlySpan<double> after);
}
