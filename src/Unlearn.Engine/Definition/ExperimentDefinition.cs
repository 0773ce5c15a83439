using System.ComponentModel.DataAnnotations;
using Unlearn.Core.Components;
using Unlearn.Core.Names;
using Unlearn.Engine.Definition.Expectations;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Definition;

/// <summary>A whole experiment, typed: what a manifest compiles to.</summary>
[ManifestRoot(typeof(IExperiment))]
[OneOf(nameof(Model), nameof(Models))]
public sealed record ExperimentDefinition
{
    /// <summary>The experiment's name: letters, digits, dots, underscores and hyphens.</summary>
    [YamlName("experiment")]
    [RegularExpression(ManifestFile.NamePattern)]
    public required string Name { get; init; }

    /// <summary>The question that the experiment answers, shown at the head of the report.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where all randomness comes from.</summary>
    public SeedPlan Seeds { get; init; } = new();

    /// <summary>Datasets by name.</summary>
    [Count(1)]
    public required IReadOnlyList<Named<IDatasetSource>> Datasets { get; init; }

    /// <summary>The one architecture (or <see cref="Models"/>).</summary>
    public IModel? Model { get; init; }

    /// <summary>Several architectures by name (or <see cref="Model"/>).</summary>
    [Count(1)]
    public IReadOnlyList<Named<IModel>> Models { get; init; } = [];

    /// <summary>How models are trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Forgetting scenarios by name.</summary>
    [Count(1)]
    public required IReadOnlyList<Named<IForgetScenario>> Forget { get; init; }

    /// <summary>Shard counts; methods that shard run once for each.</summary>
    [Range(1, 10_000)]
    [UsedBy(typeof(IShardedMethod))]
    public IReadOnlyList<int> Shards { get; init; } = [];

    /// <summary>Unlearning methods by name.</summary>
    [Count(1)]
    public required IReadOnlyList<Named<IUnlearningMethod>> Methods { get; init; }

    /// <summary>
    /// Gives every method the same budget of trials to search its options; without it, methods run with the options as written and
    /// their defaults.
    /// </summary>
    public TuneOptions? Tune { get; init; }

    /// <summary>Verification attacks by name.</summary>
    public IReadOnlyList<Named<IVerificationAttack>> Attacks { get; init; } = [];

    /// <summary>What verification may cost.</summary>
    public BudgetOptions Budget { get; init; } = new();

    /// <summary>
    /// What the run is expected to find; it ends with exit code 3 where something else is found. Keys are rows with verdicts, or figures of rows with
    /// comparisons.
    /// </summary>
    [Expectations(typeof(Verdict))]
    [NotInKeys]
    public IReadOnlyList<Expectation> Expect { get; init; } = [];

    /// <summary>The deletion request that the experiment answers; `unlearn certify` writes it down. It changes no result.</summary>
    [NotInKeys]
    public DeletionRequest? Request { get; init; }

    /// <summary>What is written beside the results.</summary>
    public ReportOptions Report { get; init; } = new();
}
