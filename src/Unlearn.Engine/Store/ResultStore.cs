using System.Diagnostics.CodeAnalysis;
using Unlearn.Formats.Weights;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training.Checkpoints;

namespace Unlearn.Engine.Store;

/// <summary>
/// Content-addressed results in a folder that any number of runs share: one file per entry, written under a temporary name,
/// flushed and renamed, so that a reader sees a whole entry or none. Works on network file systems: nothing relies on times
/// of files, on locks of the file system or on a database.
/// </summary>
/// <remarks>
/// Every read verifies the entry's seal. A damaged entry is set aside under <c>damaged/</c>, named in a warning and treated
/// as absent, so that it is computed again.
/// </remarks>
public sealed class ResultStore
{
    /// <summary>
    /// Below this cost an entry is not flushed to the device: after a power failure its seal shows the damage, and computing
    /// it again is cheaper than every flush would be.
    /// </summary>
    private const double FlushAboveSeconds = 0.002;

    // Of everything that is an array: weights, and outputs.
    private const string WeightsExtension = Safetensors.Extension;
    private const string ResultExtension = ".json";

    /// <summary>The end of the names of files that hold the state of a training.</summary>
    public const string CheckpointExtension = ".checkpoint" + Safetensors.Extension;

    private readonly Action<string> _warn;
    private readonly string _entries;
    private readonly string _damaged;

    /// <summary>Opens a store, making its folders where they are missing.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="warn">Told of damaged entries, in words.</param>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    public ResultStore(string folder, Action<string> warn)
        : this(warn, Path.GetFullPath(folder))
    {
        try
        {
            Directory.CreateDirectory(_entries);
            string probe = Path.Combine(_entries, TemporaryName());
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{Folder}: The store cannot be written ({error.Message.TrimEnd('.')}); choose another folder for it with --store.",
                error
            );
        }
    }

    private ResultStore(Action<string> warn, string folder)
    {
        Folder = folder;
        _warn = warn;
        _entries = Path.Combine(Folder, "entries");
        _damaged = Path.Combine(Folder, "damaged");
    }

    /// <summary>A store to look at, which may be missing or on a read-only disk. Nothing is made.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="warn">Told of damaged entries, in words.</param>
    public static ResultStore ToRead(string folder, Action<string> warn) => new(warn, Path.GetFullPath(folder));

    /// <summary>The store's folder.</summary>
    public string Folder { get; }

    /// <summary>Whether there is an entry, without verifying it.</summary>
    public bool Contains(ContentKey key) =>
        File.Exists(PathOf(key, WeightsExtension)) || File.Exists(PathOf(key, ResultExtension));

    /// <summary>Whether there are weights under a key: a failure is kept there too.</summary>
    public bool ContainsWeights(ContentKey key) => File.Exists(PathOf(key, WeightsExtension));

    /// <summary>Reads and verifies a member's weights; null when there are none or they are damaged.</summary>
    public StoredWeights? ReadWeights(ContentKey key, ParameterLayout layout) =>
        Read(PathOf(key, WeightsExtension), image => EntryFormat.ReadWeights(image, key, layout));

    /// <summary>Reads and verifies a result; null when there is none or it is damaged.</summary>
    public StoredResult? ReadResult(ContentKey key) =>
        Read(PathOf(key, ResultExtension), image => EntryFormat.ReadResult(image, key));

    /// <summary>Reads and verifies an entry of either form, keeping only its header.</summary>
    public EntryHeader? ReadHeader(ContentKey key) =>
        Read(PathOf(key, WeightsExtension), image => EntryFormat.ReadWeightsHeader(image, key))
        ?? ReadResult(key)?.Header;

    /// <summary>Keeps a member's weights.</summary>
    /// <exception cref="IOException">The disk is full or the store cannot be written.</exception>
    public void WriteWeights(EntryHeader header, ParameterLayout layout, ReadOnlyMemory<float> row) =>
        Write(header, WeightsExtension, EntryFormat.Weights(header, layout, row));

    /// <summary>Keeps a result.</summary>
    /// <param name="header">What it is.</param>
    /// <param name="json">The result, UTF-8 JSON.</param>
    /// <exception cref="IOException">The disk is full or the store cannot be written.</exception>
    public void WriteResult(EntryHeader header, ReadOnlySpan<byte> json) =>
        Write(header, ResultExtension, EntryFormat.Result(header, json));

    /// <summary>Reads and verifies the state of a training that was not finished; null when there is none or it is damaged.</summary>
    public StoredCheckpoint? ReadCheckpoint(ContentKey key, ParameterLayout layout) =>
        Read(PathOf(key, CheckpointExtension), image => EntryFormat.ReadCheckpoint(image, key, layout.Width));

    /// <summary>Keeps the state of a training beside the entry that it is to become, in place of an older one.</summary>
    /// <exception cref="IOException">The disk is full or the store cannot be written.</exception>
    public void WriteCheckpoint(EntryHeader header, TrainingState state) =>
        Write(header, CheckpointExtension, EntryFormat.Checkpoint(header, state));

    /// <summary>Removes the state of a training; nothing happens when there is none.</summary>
    public void RemoveCheckpoint(ContentKey key) => TryDelete(PathOf(key, CheckpointExtension));

    /// <summary>Reads and verifies outputs of a member; null when there are none or they are damaged.</summary>
    /// <param name="member">The member's key.</param>
    /// <param name="classes">Number of classes.</param>
    internal OutputTable? ReadOutputs(ContentKey member, int classes)
    {
        ContentKey key = StoredOutputs.KeyOf(member);
        return Read(PathOf(key, WeightsExtension), image => EntryFormat.ReadOutputs(image, key, classes));
    }

    /// <summary>Keeps outputs of a member, in place of those that were there.</summary>
    /// <param name="member">The member's key.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="seconds">What computing them took.</param>
    /// <exception cref="IOException">The disk is full or the store cannot be written.</exception>
    internal void WriteOutputs(ContentKey member, OutputTable outputs, double seconds)
    {
        EntryHeader header = StoredOutputs.HeaderOf(member, seconds);
        Write(header, WeightsExtension, EntryFormat.Outputs(header, outputs));
    }

    /// <summary>All entries, in the order of their keys.</summary>
    public IEnumerable<StoreFile> Files() =>
        from path in Directory.Exists(_entries)
            ? Directory.EnumerateFiles(_entries, "*", SearchOption.AllDirectories)
            : []
        let name = Path.GetFileNameWithoutExtension(path)
        where ContentKey.IsKey(name)
        orderby name
        select new StoreFile(new ContentKey(name), path, new FileInfo(path).Length);

    /// <summary>What the store has of a member: its weights or failure, the state of its unfinished training, its outputs.</summary>
    public IReadOnlyList<StoreFile> FilesOf(ContentKey member) =>
        [
            .. new[]
            {
                PathOf(member, WeightsExtension),
                PathOf(member, ResultExtension),
                PathOf(member, CheckpointExtension),
                PathOf(StoredOutputs.KeyOf(member), WeightsExtension),
            }
                .Where(File.Exists)
                .Select(path => new StoreFile(member, path, new FileInfo(path).Length)),
        ];

    /// <summary>Removes an entry; nothing happens when there is none.</summary>
    public void Remove(ContentKey key)
    {
        File.Delete(PathOf(key, WeightsExtension));
        File.Delete(PathOf(key, ResultExtension));
    }

    /// <summary>Removes what killed writers left behind, states of trainings that were not continued, and entries that were set aside.</summary>
    /// <param name="before">Only what was last written before this moment, so that no writer at work is disturbed.</param>
    public void RemoveRemains(DateTime before)
    {
        IEnumerable<string> remains = Directory
            .EnumerateFiles(_entries, ".*.tmp", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(_entries, $"*{CheckpointExtension}", SearchOption.AllDirectories))
            .Concat(Directory.Exists(_damaged) ? Directory.EnumerateFiles(_damaged) : []);
        foreach (string path in remains.Where(path => File.GetLastWriteTimeUtc(path) < before).ToArray())
        {
            TryDelete(path);
        }
    }

    private static string TemporaryName() => $".{Guid.NewGuid():N}.tmp";

    private string PathOf(ContentKey key, string extension) =>
        Path.Combine(_entries, key.Hex[..2], key.Hex + extension);

    private void Write(EntryHeader header, string extension, byte[] image)
    {
        string path = PathOf(header.Key, extension);
        string folder = Path.GetDirectoryName(path)!;
        string temporary = Path.Combine(folder, TemporaryName());
        try
        {
            using (FileStream file = Create(temporary, folder))
            {
                file.Write(image);
                file.Flush(flushToDisk: header.Seconds > FlushAboveSeconds);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new IOException($"The store {Folder} cannot be written: {error.Message}", error);
        }
    }

    private static FileStream Create(string path, string folder)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(folder);
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
    }

    private T? Read<T>(string path, Func<byte[], T> parse)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] image;
        try
        {
            image = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(path))
            {
                _warn($"The stored result {path} cannot be read ({error.Message.TrimEnd('.')}) and is computed again.");
            }

            return null;
        }

        try
        {
            return parse(image);
        }
        catch (Exception error) when (EntryFormat.IsDamage(error))
        {
            SetAside(path, error.Message);
            return null;
        }
    }

    private void SetAside(string path, string why)
    {
        string name = Path.GetFileName(path);
        string aside = Path.Combine(_damaged, $"{name}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(_damaged);
            File.Move(path, aside);
            _warn(
                $"The stored result {name} is damaged ({why.TrimEnd('.')}). It was moved to {aside} and is computed again."
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _warn($"The stored result {name} is damaged ({why.TrimEnd('.')}) and is computed again.");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Cleaning up after an error that is reported already.")]
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception)
        {
            // The first error is the one that matters.
        }
    }
}
