using System.Text.Encodings.Web;
using System.Text.Json;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Data;

namespace Unlearn.Engine.Reproduction;

/// <summary>
/// What somebody else needs to use exported weights: <c>model.json</c> with the architecture, the order of the features, what was taken off
/// and divided by, and the classes; <c>load.py</c>, which builds the network in PyTorch and prepares points.
/// </summary>
internal static class ModelCard
{
    private const string Script = "load.py";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes both beside the models of a dataset and architecture.</summary>
    /// <returns>The files.</returns>
    public static IEnumerable<string> Write(LearningProblem problem, string folder)
    {
        string own = Path.Combine(folder, problem.DatasetName, problem.ModelName);
        Directory.CreateDirectory(own);
        (string Name, string Text)[] files = [("model.json", Json(problem)), (Script, Python())];
        foreach ((string name, string text) in files)
        {
            string path = Path.Combine(own, name);
            File.WriteAllText(path, text);
            yield return path;
        }
    }

    private static string Json(LearningProblem problem)
    {
        Dataset dataset = problem.Data.Dataset;
        FeatureScale scale = dataset.Scale ?? FeatureScale.None(dataset.FeatureCount);
        using JsonDocument options = JsonDocument.Parse(CanonicalJson.OptionsOf(problem.Model));
        return JsonSerializer.Serialize(
                new
                {
                    Architecture = CanonicalJson.TypeNameOf(problem.Model),
                    Options = options.RootElement,
                    Parameters = problem.Data.Network.Layout.Parameters.Select(static p => new { p.Name, p.Shape }),
                    dataset.FeatureShape,
                    dataset.FeatureNames,
                    scale.Fills,
                    scale.Means,
                    scale.Deviations,
                    Classes = dataset.ClassNames,
                },
                Readable
            ) + "\n";
    }

    private static string Python()
    {
        using Stream stream = typeof(ModelCard).Assembly.GetManifestResourceStream(Script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
