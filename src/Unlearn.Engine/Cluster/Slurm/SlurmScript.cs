namespace Unlearn.Engine.Cluster.Slurm;

/// <summary>What <c>sbatch</c> is given.</summary>
/// <param name="Name">Its name, without the ending: <c>stage-0</c>, <c>stage-1-part-2</c>, <c>report</c>.</param>
/// <param name="Stage">The stage that it belongs to; for the report the number of stages.</param>
/// <param name="Elements">Number of array elements; 0 for the report.</param>
/// <param name="Text">The script.</param>
public sealed record SlurmScript(string Name, int Stage, int Elements, string Text)
{
    /// <summary>Name of its file.</summary>
    public string File => $"{Name}.sbatch";

    /// <summary>Whether it writes the report.</summary>
    public bool IsReport => Elements == 0;
}
