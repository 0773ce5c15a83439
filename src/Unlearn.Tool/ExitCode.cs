namespace Unlearn.Tool;

/// <summary>The tool's exit codes; README.md and <c>docs/cli.md</c> list them for people.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>The run ended, and some of its trials failed; or some answers of `bench` did.</summary>
    public const int TrialsFailed = 1;

    /// <summary>Command line, manifest or data are wrong; nothing was trained.</summary>
    public const int Input = 2;

    /// <summary>The run ended, and it is not what was expected of it: an expectation does not hold, or it is worse than a baseline.</summary>
    public const int Expectation = 3;

    /// <summary>The machine is in the way: libtorch does not load, a folder cannot be written, the disk is full.</summary>
    public const int Environment = 4;

    /// <summary>A run was repeated and gave other results.</summary>
    public const int NotReproduced = 5;

    /// <summary>A signature does not fit the file that it stands beside.</summary>
    public const int NotVerified = 6;

    /// <summary>A defect of the tool itself (EX_SOFTWARE); the only case that prints a stack trace.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by Ctrl-C or SIGTERM.</summary>
    public const int Cancelled = 130;
}
