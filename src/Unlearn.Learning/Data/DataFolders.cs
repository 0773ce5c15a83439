using Unlearn.Verification;

namespace Unlearn.Learning.Data;

/// <summary>Where dataset files are looked for, in order: <c>--data</c>, then the environment variable <c>UNLEARN_DATA</c>, then the user's cache.</summary>
/// <param name="Folders">Existing or not, absolute paths.</param>
/// <param name="Base">The folder that relative <c>path:</c> options start from: the manifest's.</param>
public sealed record DataFolders(IReadOnlyList<string> Folders, string Base)
{
    /// <summary>The environment variable that names data folders, parted as in PATH.</summary>
    public const string EnvironmentVariable = "UNLEARN_DATA";

    /// <summary>Where downloaded files are kept, one sub-folder a dataset; null: nothing is ever downloaded.</summary>
    public string? Cache { get; init; }

    /// <summary>Fetches files of named datasets that are in none of the folders; null: nothing is ever downloaded.</summary>
    public HttpClient? Client { get; init; }

    /// <summary>Told about every download as it goes on.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>Stops a download.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The usual folders: <c>--data</c>, <c>UNLEARN_DATA</c>, the user's cache. No client: the caller decides whether to download.</summary>
    /// <param name="given">The value of <c>--data</c>, or null.</param>
    /// <param name="baseFolder">The manifest's folder.</param>
    /// <param name="variable">The value of an environment variable, or null; default: this process's.</param>
    public static DataFolders Usual(string? given, string baseFolder, Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        string cache = UserCache(variable);
        string listed = variable(EnvironmentVariable) ?? "";
        IEnumerable<string> folders =
        [
            .. given is null ? [] : new[] { given },
            .. listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            cache,
        ];
        return new DataFolders([.. folders.Select(Path.GetFullPath).Distinct()], Path.GetFullPath(baseFolder))
        {
            Cache = cache,
        };
    }

    /// <summary>The absolute path of a <c>path:</c> option.</summary>
    /// <exception cref="InputException">No file can have such a name.</exception>
    public string Resolve(string path) =>
        path.Contains('\0', StringComparison.Ordinal)
            ? throw new InputException("a name of a file holds no NUL character.", path)
            : Path.GetFullPath(path, Path.GetFullPath(Base));

    private static string UserCache(Func<string, string?> variable)
    {
        string? given = variable("XDG_CACHE_HOME");
        string root =
            !string.IsNullOrEmpty(given) ? given
            : OperatingSystem.IsWindows() ? Known(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Known(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.GetFullPath(Path.Combine(root, "unlearn", "data"));

        // A user without a home folder (a bare container) still gets a place to keep downloads.
        static string Known(Environment.SpecialFolder folder)
        {
            string path = Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
            return path.Length == 0 ? Path.GetTempPath() : path;
        }
    }
}
