namespace Unlearn.Generators.Tests.Harness;

/// <summary>Manifests for the toy components.</summary>
internal static class Manifests
{
    public const string Small = """
        experiment: small
        datasets: { digits: }
        model: mlp
        forget: { random: { count: 5 } }
        methods:
          retrain:
        """;

    public const string Full = """
        experiment: digits-forgetting
        description: Does "cheap" forgetting pass?
        seeds: { base: 42, count: 5 }
        datasets:
          digits: { split: { train: 0.6, test: 0.2 } }
          copy: { type: digits, path: 'C:\data' }
        model: { type: mlp, hidden: [128, 64], activation: tanh }
        forget:
          a-few: { type: random, fraction: 0.05 }
          threes: { type: class, label: 3 }
        shards: [1, 5, 20]
        methods:
          retrain:
          again: retrain
          sisa: { slices: 4 }
          ascent:
            type: gradient-ascent
            learningRate: [0.001, 3e-3]
            steps: [10, 50]
            stopping: { enabled: true }
            weights: [1, 0.5]
        report: { formats: [html, markdown-table, junit] }
        """;

    /// <summary>The small manifest with other methods.</summary>
    public static string WithMethods(string methods) =>
        Small.Replace("  retrain:", "  " + methods.Replace("\n", "\n  "), StringComparison.Ordinal);
}
