namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>What <c>sbatch</c> is given.</summary>
/// <param name="Name">Its name, without the ending: <c>stage-0</c>, <c>stage-1-part-2</c>, <c>next-1</c>, <c>report</c>.</param>
/// <param name="Stage">The stage that it belongs to; for the end of a round the number of stages up to there.</param>
/// <param name="Elements">Number of array elements; 0 for the end of a round.</param>
/// <param name="Text">The script.</param>
public sealed record SlurmScript(string Name, int Stage, int Elements, string Text)
{
    /// <summary>Name of its file.</summary>
    public string File => $"{Name}.sbatch";

    /// <summary>Whether it ends a round: it plans the next one, or writes the report.</summary>
    public bool IsEnding => Elements == 0;
}
