using System.Security.Cryptography;
using Unlearn.Core;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Formats.Files;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Models.Weights;

namespace Unlearn.Engine.Lineage;

/// <summary>Finds which model of a request a weight file outside of the store came from.</summary>
public static class ExportedWeightsReader
{
    /// <summary>Reads weight files, and those of folders, and compares their weights bit for bit with the models of a request.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="lineage">The request.</param>
    /// <param name="tasks">All that ran.</param>
    /// <param name="store">Where the run has left its models.</param>
    /// <exception cref="InputException">A path is neither file nor folder, or a folder holds no weight file.</exception>
    public static IReadOnlyList<ExportedWeights> Read(
        IEnumerable<string> paths,
        RequestLineage lineage,
        IReadOnlyList<PlanTask> tasks,
        ResultStore store
    )
    {
        string[] files = [.. paths.SelectMany(Files)];
        if (files.Length == 0)
        {
            return [];
        }

        ILookup<LearningProblem, (string Key, string Digest)> known = Known(lineage, tasks, store);
        return [.. files.Select(file => Read(file, known))];
    }

    private static ExportedWeights Read(string path, ILookup<LearningProblem, (string Key, string Digest)> known)
    {
        using FileStream stream = RegularFile.Open(path, "give the path of a weight file or of a folder of them.");
        ArtefactFile file = new(path, Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
        return new ExportedWeights(file, known.Select(problem => KeyOf(path, problem)).FirstOrDefault(Is));

        static bool Is(string? key) => key is not null;
    }

    private static string? KeyOf(string path, IGrouping<LearningProblem, (string Key, string Digest)> models)
    {
        try
        {
            string digest = DigestOf(WeightFile.Load(models.Key.Data.Network, path));
            return models.FirstOrDefault(model => model.Digest == digest).Key;
        }
        catch (InputException)
        {
            return null; // weights of another network: of no model of this one, which is what is asked
        }
    }

    private static ILookup<LearningProblem, (string Key, string Digest)> Known(
        RequestLineage lineage,
        IReadOnlyList<PlanTask> tasks,
        ResultStore store
    )
    {
        HashSet<string> keys = [.. lineage.Models.Select(static model => model.Key)];
        return tasks
            .OfType<WeightTask>()
            .Where(task => keys.Contains(task.Key.Hex))
            .Select(task => (Task: task, Stored: store.ReadWeights(task.Key, task.Problem.Data.Network.Layout)))
            .Where(static one => one.Stored is not null)
            .ToLookup(static one => one.Task.Problem, static one => (one.Task.Key.Hex, DigestOf(one.Stored!.Row)));
    }

    private static string DigestOf(float[] row) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.AsSpan())));

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        string[] found = Directory.Exists(path)
            ?
            [
                .. Directory
                    .EnumerateFiles(path, $"*{Safetensors.Extension}", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal),
            ]
            : throw new InputException("There is neither a file nor a folder of this name.", path);
        return found.Length > 0
            ? found
            : throw new InputException($"The folder holds no weight file (*{Safetensors.Extension}).", path);
    }
}
