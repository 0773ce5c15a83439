using System.Diagnostics;
using System.Globalization;

namespace Unlearn.Slurm.Tests;

/// <summary>A process that belongs to a test's cluster, recognised by the configuration in its environment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">Its parent's, where that is a step daemon of Slurm; else null.</param>
/// <param name="Node">The node that it runs on, or null for daemons.</param>
internal sealed record OwnProcess(int Id, int? Parent, string? Node)
{
    /// <summary>All processes of a cluster that run now.</summary>
    /// <param name="configuration">The cluster's slurm.conf.</param>
    public static IReadOnlyList<OwnProcess> All(string configuration) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(static folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0)
                .Where(static id => id > 0 && id != Environment.ProcessId)
                .Select(id => Read(id, configuration))
                .OfType<OwnProcess>(),
        ];

    /// <summary>Kills it, and first the step daemon that would report its end.</summary>
    public void Kill()
    {
        if (Parent is { } parent)
        {
            Kill(parent);
        }

        Kill(Id);
    }

    private static OwnProcess? Read(int id, string configuration)
    {
        string[] environment = Words(id, "environ");
        if (!environment.Contains($"SLURM_CONF={configuration}"))
        {
            return null;
        }

        string? node = environment.FirstOrDefault(static word =>
            word.StartsWith("SLURMD_NODENAME=", StringComparison.Ordinal)
        );
        int parent = Parent0(id);
        bool step =
            Words(parent, "cmdline").FirstOrDefault()?.StartsWith("slurmstepd", StringComparison.Ordinal) == true;
        return new OwnProcess(id, step ? parent : null, node?.Split('=', 2)[1]);
    }

    private static int Parent0(int id)
    {
        // "pid (name) state parent ...": the name may hold anything but ends with the last parenthesis.
        string text = Text(id, "stat");
        string[] fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;
    }

    private static string[] Words(int id, string file) =>
        Text(id, file).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }
}
