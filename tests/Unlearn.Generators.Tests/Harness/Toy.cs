// A small world of components for the generator's tests; compiled by the tests, not with them.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Names;

namespace Unlearn.Engine.Definition
{
    using Toy;

    /// <summary>A toy experiment.</summary>
    [ManifestRoot(typeof(IExperiment))]
    [OneOf(nameof(Model), nameof(Models))]
    public sealed record ExperimentDefinition
    {
        /// <summary>The name.</summary>
        [YamlName("experiment")]
        [RegularExpression(ManifestFile.NamePattern)]
        public required string Name { get; init; }

        public string Description { get; init; } = "";

        public SeedPlan Seeds { get; init; } = new();

        [Count(1)]
        public required IReadOnlyList<Named<IDatasetSource>> Datasets { get; init; }

        public IModel? Model { get; init; }

        [Count(1)]
        public IReadOnlyList<Named<IModel>> Models { get; init; } = [];

        [Count(1)]
        public required IReadOnlyList<Named<IForgetScenario>> Forget { get; init; }

        [Range(1, 10_000)]
        [UsedBy(typeof(IShardedMethod))]
        public IReadOnlyList<int> Shards { get; init; } = [];

        [Count(1)]
        public required IReadOnlyList<Named<IUnlearningMethod>> Methods { get; init; }

        public TuneOptions? Tune { get; init; }

        public ReportOptions Report { get; init; } = new();
    }

    public sealed record TuneOptions
    {
        [Range(1, 10_000)]
        public int Trials { get; init; } = 16;

        public IReadOnlyList<string> Except { get; init; } = [];
    }

    public sealed record SeedPlan
    {
        [Range(0L, long.MaxValue)]
        public long Base { get; init; } = 1729;

        [Range(1, 10_000)]
        public int Count { get; init; } = 3;
    }

    public sealed record ReportOptions
    {
        public IReadOnlyList<ReportFormat> Formats { get; init; } = [ReportFormat.Html];
    }

    public enum ReportFormat
    {
        Html,
        MarkdownTable,

        [YamlName("junit")]
        JUnit,
    }
}

namespace Toy
{
    public sealed class DatasetAttribute(string name) : ComponentAttribute(name);

    public sealed class ModelAttribute(string name) : ComponentAttribute(name);

    public sealed class ForgetScenarioAttribute(string name) : ComponentAttribute(name);

    public sealed class UnlearningMethodAttribute(string name) : ComponentAttribute(name);

    public interface IDatasetSource;

    public interface IModel;

    public interface IForgetScenario;

    public interface IUnlearningMethod;

    public interface IShardedMethod : IUnlearningMethod;

    [SumAtMost(1.0, nameof(Train), nameof(Test))]
    public sealed record SplitRule
    {
        [Range(0.0, 1e9)]
        [DefaultValue(0.6)]
        public double Train { get; init; } = 0.6;

        [Range(0.0, 1e9)]
        [DefaultValue(0.2)]
        public double Test { get; init; } = 0.2;
    }

    [Dataset("digits")]
    public sealed record Digits : IDatasetSource
    {
        public SplitRule Split { get; init; } = new();

        public string? Path { get; init; }
    }

    public enum Activation
    {
        Relu,
        Tanh,
    }

    [Model("mlp")]
    public sealed record Mlp : IModel
    {
        [Range(1, 65536)]
        [Count(1, Most = 3)]
        public IReadOnlyList<int> Hidden { get; init; } = [128];

        public Activation Activation { get; init; } = Activation.Relu;
    }

    [Model("softmax-regression")]
    public sealed record SoftmaxRegression : IModel;

    [ForgetScenario("random")]
    [OneOf(nameof(Count), nameof(Fraction))]
    public sealed record RandomPoints : IForgetScenario
    {
        [Range(1, 1000)]
        public int? Count { get; init; }

        [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
        public double? Fraction { get; init; }
    }

    [ForgetScenario("class")]
    public sealed record ClassPoints : IForgetScenario
    {
        [Range(0, 9)]
        public required int Label { get; init; }
    }

    [UnlearningMethod("retrain")]
    public sealed record Retrain : IUnlearningMethod;

    [UnlearningMethod("sisa")]
    public sealed record Sisa : IShardedMethod
    {
        [Range(1, 1000)]
        public int Slices { get; init; } = 1;
    }

    public sealed record Stopping
    {
        public bool Enabled { get; init; }

        public double Tolerance { get; init; } = 1e-3;
    }

    [UnlearningMethod("gradient-ascent")]
    public sealed record GradientAscent : IUnlearningMethod
    {
        [Range(1e-6, 10.0)]
        [SearchSpace(1e-4, 1, Log = true)]
        public double LearningRate { get; init; } = 1e-3;

        [Range(1, 1000)]
        [SearchSpace(5, 50)]
        public int Steps { get; init; } = 10;

        [SearchChoices(true, false)]
        public bool Clip { get; init; }

        public string Note { get; init; } = "";

        public long Salt { get; init; }

        public Stopping Stopping { get; init; } = new();

        public IReadOnlyList<double> Weights { get; init; } = [];

        public Func<int>? Hook { get; init; }

        /// <summary>Not an option: it cannot be set.</summary>
        public int Ignored => 1;
    }

    [UnlearningMethod("bad-spaces")]
    public sealed record BadSpaces : IUnlearningMethod
    {
        [Range(1, 10)]
        [SearchSpace(1, 20)]
        public int TooWide { get; init; } = 1;

        [SearchSpace(0, 1, Log = true)]
        public double Zero { get; init; }

        [SearchSpace(2, 1)]
        public double Reversed { get; init; }

        [SearchSpace(0, 1)]
        public string Words { get; init; } = "";

        [SearchChoices(1, 2)]
        public Activation Choice { get; init; }

        [SearchChoices(Activation.Relu)]
        public Activation Lonely { get; init; }
    }

    [UnlearningMethod("chooser")]
    public sealed record Chooser : IUnlearningMethod
    {
        [SearchChoices(Activation.Relu, Activation.Tanh)]
        public Activation Activation { get; init; }

        [SearchChoices(0.5, 2.0)]
        public double? Factor { get; init; }
    }

    public enum Start
    {
        Anywhere,

        [Serves(typeof(ClassPoints), Reason = "there is one class to leave")]
        [Refuses(typeof(Mlp), Reason = "it has a line")]
        OnTheLine,
    }

    [UnlearningMethod("follower")]
    [Refuses(typeof(Mlp), With = nameof(Mlp.Hidden), Reason = "it follows the default")]
    [Refuses(typeof(Digits), Without = nameof(Digits.Path))]
    public sealed record Follower : IUnlearningMethod
    {
        public Start Start { get; init; }
    }

    [UnlearningMethod("error-noise")]
    [Serves(typeof(ClassPoints), Reason = "its noise is made for one class")]
    [Serves(typeof(Mlp))]
    public sealed record ErrorNoise : IUnlearningMethod
    {
        /// <summary>A component inside a component.</summary>
        public IModel? Helper { get; init; }
    }
}
