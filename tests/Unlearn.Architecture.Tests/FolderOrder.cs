namespace Unlearn.Architecture.Tests;

/// <summary>
/// The folders of every project, lowest first: what stands in a folder may name what stands in the folders above its line, and
/// nothing below, so that no two folders name each other. <c>.</c> is the project's own folder.
/// </summary>
internal static class FolderOrder
{
    /// <summary>The order of each project, by the name of its assembly.</summary>
    public static IReadOnlyDictionary<string, string[]> Of { get; } =
        new Dictionary<string, string[]>
        {
            ["Unlearn.Core"] = [".", "Components", "Conditions", "Names", "Options", "Randomness"],
            ["Unlearn.Formats"] = ["Files", "Tables", "Arrays", "Json", "Pictures", "Tokenizers", "Weights"],
            ["Unlearn.Verification"] =
            [
                "Evidence",
                "Statistics",
                "Verdicts",
                "Signals",
                "Signals/Tokens",
                "Evidence/Kinds",
                "Attacks",
                "Audits",
                "Attacks/Aware",
                "Attacks/Auditing",
                "Attacks/Behaviour",
                "Attacks/Pair",
                "Attacks/Population",
                "Attacks/Planted",
                "Attacks/Reconstruction",
                "Attacks/Reference",
                "Attacks/Representation",
                "Attacks/Tokens",
            ],
            ["Unlearn.Learning"] =
            [
                "Native",
                "Vectors",
                "Data",
                "Data/Sequences",
                "Data/Catalog",
                "Data/Tables",
                "Data/Pictures",
                "Data/Queries",
                "Data/Sources",
                "Models",
                "Models/Language",
                "Models/Weights",
                "Data/Inspection",
                "Training/Dense",
                "Training",
                "Training/Checkpoints",
                "Optimisation",
                "Training/Curvature",
                "Forgetting/Contracts",
                "Objectives",
                "Forgetting/Sharding",
                "Forgetting/Scenarios/Planting",
                "Forgetting/Scenarios",
                "Forgetting/Descent",
                "Forgetting/Paired",
                "Forgetting/Answers",
                "Forgetting/Certified",
                "Forgetting/SecondOrder",
                "Forgetting/Distillation",
                "Forgetting/Classes",
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
                "Lineage",
            ],
            ["Unlearn.Audit"] = [".", "Metrics"],
            ["Unlearn.Reporting"] =
            [
                "Figures",
                "Model",
                "Csv",
                "Parquet",
                "Landscape",
                "Markdown",
                "Text",
                "Charts",
                "Html",
                "JUnit",
                ".",
                "Certificates",
            ],
            ["unlearn"] =
            [
                "Terminal",
                "Compilation",
                "Catalog",
                "Benching",
                "Certifying",
                "Auditing",
                "Hosting",
                "Manifests",
                "Running",
                "Showing",
                "Help",
                "Commands",
                ".",
            ],
            ["Unlearn.Generators"] =
            [
                "Collections",
                "Text",
                "Diagnostics",
                "Yaml",
                "Model",
                "Binding",
                "Emission",
                ".",
                "Schema",
            ],
        };
}
