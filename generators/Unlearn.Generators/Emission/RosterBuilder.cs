using System.Globalization;
using System.Text;
using Unlearn.Core.Names;
using Unlearn.Generators.Collections;

namespace Unlearn.Generators.Emission;

/// <summary>Gives every experiment a class name and a file name that nothing else has.</summary>
internal static class RosterBuilder
{
    public const string RegistryName = "GeneratedExperiments";

    // A class cannot bear the name of one of its members.
    private static readonly string[] Reserved = [RegistryName, "Define", "ManifestFile", "ManifestText"];

    public static Roster Build(IEnumerable<(string Path, string? Experiment)> manifests, GeneratorSettings settings)
    {
        HashSet<string> classes = new(Reserved, StringComparer.Ordinal);
        HashSet<string> files = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> owners = new(StringComparer.Ordinal);
        List<ExperimentNames> names = [];
        foreach (
            (string path, string? experiment) in manifests.OrderBy(static item => item.Path, StringComparer.Ordinal)
        )
        {
            string relative = Relative(path, settings.ProjectFolder);
            string? duplicateOf = null;
            if (experiment is not null && !owners.TryGetValue(experiment, out duplicateOf))
            {
                owners.Add(experiment, relative);
            }

            string className = Unique(classes, ClassName(experiment) ?? ClassName(Stem(path)) ?? "Experiment");
            string file = Unique(files, FileName(relative));
            names.Add(new(path, file + ".g.cs", settings.Namespace, className, duplicateOf));
        }

        return new(names.ToEquatableArray());
    }

    /// <summary><c>digits-forgetting</c> becomes <c>DigitsForgetting</c>; null where no letter or digit is left.</summary>
    public static string? ClassName(string? experiment)
    {
        StringBuilder name = new();
        bool starts = true;
        foreach (char c in experiment ?? "")
        {
            bool isPart = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if (isPart)
            {
                name.Append(starts ? char.ToUpperInvariant(c) : c);
            }

            starts = !isPart;
        }

        return name.Length == 0 ? null
            : char.IsDigit(name[0]) ? "Experiment" + name
            : name.ToString();
    }

    private static string Unique(HashSet<string> taken, string wanted)
    {
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    private static string Relative(string path, string folder)
    {
        string normal = path.Replace('\\', '/');
        string root = folder.Replace('\\', '/').TrimEnd('/') + "/";
        return root.Length > 1 && normal.StartsWith(root, StringComparison.Ordinal)
            ? normal.Substring(root.Length)
            : normal.TrimStart('/');
    }

    private static string Stem(string path)
    {
        string file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return file.EndsWith(ManifestFile.Extension, StringComparison.OrdinalIgnoreCase)
            ? file.Substring(0, file.Length - ManifestFile.Extension.Length)
            : file;
    }

    private static string FileName(string relative) =>
        new([.. relative.Select(static c => c < 128 && (char.IsLetterOrDigit(c) || c is '.' or '-') ? c : '_')]);
}
