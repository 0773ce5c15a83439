namespace Unlearn.Tool.Tests.EndToEnd;

/// <summary>Manifests that the end-to-end tests run.</summary>
internal static class Manifests
{
    /// <summary>Real digits, a linear model, two seeds: about a second of training.</summary>
    public const string Tiny = """
        experiment: tiny
        description: Small enough for a test.
        seeds: { count: 2 }
        datasets:
          digits: { split: { train: 0.3, test: 0.2, population: 0.2 } }
        model: { type: softmax-regression }
        training: { optimizer: sgd, learningRate: 0.1, batchSize: 64, epochs: 2 }
        forget:
          a-few: { type: random, fraction: 0.05 }
        shards: [2]
        methods:
          retrain:
          sisa: { slices: 2 }
          gradient-ascent: { steps: 3 }
        attacks:
          loss-threshold:
        report: { formats: [html, markdown] }
        """;

    /// <summary>A small language model with everything that trainings of them have; two seconds of training.</summary>
    public const string Texts = """
        experiment: texts
        seeds: { count: 1 }
        datasets:
          fictitious-people: { people: 8, heldOut: 2, questionsEach: 2 }
        model: { type: llama, width: 16, blocks: 1, heads: 2 }
        training: { optimizer: adamw, weightDecay: 0.01, learningRate: 0.01, batchSize: 8, steps: 20, warmUpSteps: 4, schedule: linear, clipNorm: 1 }
        forget:
          one-person: { type: group, count: 1 }
        methods:
          retrain:
          alt-po: { epochs: 1, samples: 1 }
          undial: { epochs: 1, retain: kl, adapter: { rank: 2 } }
          undo: { after: { type: me, epochs: 1 }, epochs: 1 }
        attacks:
          loss-threshold:
        """;

    /// <summary>The same with so much training that nobody waits for its end.</summary>
    public static string Endless { get; } =
        Tiny.Replace("epochs: 2", "epochs: 100000", StringComparison.Ordinal)
            .Replace("experiment: tiny", "experiment: endless", StringComparison.Ordinal);
}
