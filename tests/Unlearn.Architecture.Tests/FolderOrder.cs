namespace Unlearn.Architecture.Tests;

/// <summary>
/// The folders of every project, lowest first: what stands in a folder may name what stands in the folders above its line, and
/// nothing below. <c>.</c> is the project's own folder. Folders that share a line name each other.
/// </summary>
internal static class FolderOrder
{
    /// <summary>The order of each project, by the name of its assembly.</summary>
    public static IReadOnlyDictionary<string, string[]> Of { get; } =
        new Dictionary<string, string[]>
        {
            ["Unlearn.Verification"] =
            [
                ".",
                "Components",
                "Randomness",
                "Evidence",
                "Statistics",
                "Verdicts",
                "Signals",
                "Attacks",
                "Auditing",
                "Attacks/Aware",
                "Attacks/Auditing",
                "Attacks/Behaviour",
                "Attacks/Pair",
                "Attacks/Population",
                "Attacks/Planted",
                "Attacks/Reference",
                "Attacks/Representation",
                "Reconstruction",
            ],
            ["Unlearn.Learning"] =
            [
                "Native",
                "Data",
                "Data/Catalog Data/Files",
                "Data/Tables",
                "Data/Arrays",
                "Data/Pictures",
                "Data/Queries",
                "Data/Sources",
                "Models",
                "Models/Weights",
                "Data/Inspection",
                "Training Training/Checkpoints Training/Dense",
                "Training/Curvature",
                "Forgetting/Scenarios/Planting",
                "Forgetting Forgetting/Certified Forgetting/Descent Forgetting/Scenarios Forgetting/SecondOrder",
                "Landscape",
                "Probing",
            ],
            ["Unlearn.Engine"] =
            [
                "Definition/Expectations",
                "Definition",
                "Results",
                "Output",
                "Store",
                "Planning",
                "Ledger",
                "Evaluation",
                "Tuning",
                "Running",
                "Cluster",
                "Cluster/Slurm",
                "Inspection",
                "Reproduction",
            ],
            ["Unlearn.Reporting"] = ["Figures", "Model", "Csv", "Landscape", "Markdown", ". Charts Html JUnit"],
            ["unlearn"] =
            [
                "Terminal",
                "Compilation",
                "Catalog",
                "Benching",
                "Auditing Commands Help Hosting Manifests Running Showing",
                "Auditing/Metrics",
                ".",
            ],
            ["Unlearn.Generators"] = ["Collections", "Binding Diagnostics Emission Model Yaml", ".", "Schema"],
        };
}
