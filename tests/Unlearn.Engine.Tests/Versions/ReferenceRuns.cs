using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Unlearn.Core.Components;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Engine.Tests.Running;
using Unlearn.Formats.Json;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Forgetting.Scenarios.Planting;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Attacks.Population;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Tests.Versions;

/// <summary>Small experiments in which every method and every attack takes part once, with its defaults.</summary>
internal static class ReferenceRuns
{
    // As few as an attack takes, and no fewer than this.
    private const int Shadows = 4;

    private static readonly (IModel Model, IForgetScenario Scenario)[] Combinations =
    [
        (new Mlp { Hidden = [12] }, new RandomScenario { Fraction = 0.1 }),
        (new Mlp { Hidden = [12] }, new ClassScenario { Label = "3" }),
        (new SoftmaxRegression(), new RandomScenario { Fraction = 0.1 }),
        (
            new Cnn
            {
                Channels = [4],
                Kernel = 3,
                Hidden = [8],
            },
            new RandomScenario { Fraction = 0.1 }
        ),
    ];

    // Some attacks look at what was planted for them, one at a single deleted row; the others at the first.
    internal static readonly IForgetScenario[] Attacked =
    [
        new RandomScenario { Fraction = 0.1 },
        new PoisonedScenario
        {
            Fraction = 0.1,
            Trigger = new Trigger { Size = 3 },
        },
        new PoisonedScenario { Fraction = 0.3, Swap = ["0", "1"] },
        new RandomScenario { Count = 1 },
    ];

    public static async Task<SortedDictionary<string, Reference>> ComputeAsync(TemporaryFolder folder)
    {
        var references = new SortedDictionary<string, Reference>(StringComparer.Ordinal);
        var methods = Components<IUnlearningMethod>().ToList();
        for (int i = 0; i < Combinations.Length; i++)
        {
            (IModel model, IForgetScenario scenario) = Combinations[i];
            IUnlearningMethod[] served = [.. methods.Where(method => Serves(method, model, scenario))];
            methods.RemoveAll(served.Contains);
            await RunAsync(Define(model, [scenario], served, []), $"methods-{i}");
        }

        IUnlearningMethod[] ofTexts = [.. methods.Where(LooksAtTexts)];
        methods.RemoveAll(ofTexts.Contains);
        Assert.That(methods, Is.Empty, "each method serves one of the combinations");
        ILookup<bool, IVerificationAttack> attacks = Components<IVerificationAttack>().ToLookup(LooksAtTokens);
        await RunAsync(Define(Combinations[0].Model, Attacked, [new Retrain()], [.. attacks[false]]), "attacks");
        await RunAsync(Texts(ofTexts, [.. attacks[true]]), "texts");
        return references;

        async Task RunAsync(ExperimentDefinition definition, string run)
        {
            await ExperimentRunnerTests.RunAsync(definition, folder, run, "store");
            Collect(definition, new ResultStore(folder["store"], Assert.Fail), references);
        }
    }

    private static ExperimentDefinition Define(
        IModel model,
        IReadOnlyList<IForgetScenario> scenarios,
        IUnlearningMethod[] methods,
        IVerificationAttack[] attacks
    ) =>
        Samples.Digits with
        {
            Seeds = new SeedPlan { Base = 7, Count = 1 },
            Datasets = [new Named<IDatasetSource>("digits", new Digits { Limit = 300 })],
            Model = model,
            Training = new TrainingOptions { Epochs = 4, BatchSize = 32 },
            Forget = [.. scenarios.Select(static (scenario, i) => new Named<IForgetScenario>($"forget-{i}", scenario))],
            Shards = [2],
            Methods = [.. methods.Select(static method => new Named<IUnlearningMethod>(NameOf(method), method))],
            Attacks = [.. attacks.Select(static attack => new Named<IVerificationAttack>(NameOf(attack), attack))],
        };

    internal static bool LooksAtTokens(IVerificationAttack attack) => LooksAtTexts(attack);

    private static bool LooksAtTexts(object component) =>
        component
            .GetType()
            .GetCustomAttributes<ServesAttribute>()
            .Any(static served => served.Types.Contains(typeof(ITextPoints)));

    private static ExperimentDefinition Texts(IUnlearningMethod[] methods, IVerificationAttack[] attacks) =>
        Define(
            new Llama
            {
                Width = 16,
                Blocks = 1,
                Heads = 2,
            },
            [new RandomScenario { Count = 8 }],
            [new Retrain(), .. methods],
            attacks
        ) with
        {
            Datasets =
            [
                new Named<IDatasetSource>(
                    "fictitious-people",
                    new FictitiousPeople
                    {
                        People = 6,
                        HeldOut = 2,
                        QuestionsEach = 4,
                    }
                ),
            ],
            Training = new TrainingOptions
            {
                Optimizer = OptimizerKind.Adam,
                LearningRate = 0.01,
                BatchSize = 8,
                Epochs = 4,
            },
        };

    private static void Collect(
        ExperimentDefinition definition,
        ResultStore store,
        SortedDictionary<string, Reference> references
    )
    {
        ExperimentPlan plan = LoadedPlan.Of(definition, new DataFolders([], AppContext.BaseDirectory), []);
        string trainer = StackTrainer.Version.ToString(CultureInfo.InvariantCulture);
        foreach (PlannedRow row in plan.Settings.SelectMany(static setting => setting.Rows))
        {
            PlannedTrial trial = row.Trials[0];
            if (row.Recipe.Method is { } method)
            {
                string version = $"{VersionOf(method.GetType())}, trainer {trainer}, figures {EvaluationTask.Version}";
                references.TryAdd($"method {NameOf(method)}", new Reference(version, Numbers(store, trial.Evaluation)));
            }
            else if (row.Recipe.Id == "original")
            {
                string name = $"trainer {CanonicalJson.TypeNameOf(definition.Model!)}";
                references.TryAdd(
                    name,
                    new Reference(
                        $"{VersionOf(definition.Model!.GetType())}, trainer {trainer}, figures {EvaluationTask.Version}",
                        Numbers(store, trial.Evaluation)
                    )
                );
            }

            // The original comes first; what it cannot show (nothing was deleted from it) the next row does.
            foreach (PlannedAttack attack in trial.Attacks)
            {
                string attackName = $"attack {attack.Name}";
                if (!references.TryGetValue(attackName, out Reference? found) || found.Numbers.Count == 0)
                {
                    string version =
                        $"{VersionOf(attack.Task.Attack.GetType())}, trainer {trainer}, inputs {AttackTask.Version}";
                    references[attackName] = new Reference(version, Numbers(store, attack.Task));
                }
            }
        }
    }

    private static double[] Numbers(ResultStore store, PlanTask task)
    {
        if (store.ReadResult(task.Key) is not { } stored || stored.Header.Kind == "failure")
        {
            return [];
        }

        MeasureResult result = JsonSerializer.Deserialize(stored.Json.Span, LedgerJson.Compact.MeasureResult)!;
        return [.. result.Figures.Select(static figure => figure.Value).OfType<double>()];
    }

    private static bool Serves(IUnlearningMethod method, IModel model, IForgetScenario scenario) =>
        method
            .GetType()
            .GetCustomAttributes<ServesAttribute>()
            .All(served => served.Types.Contains(model.GetType()) || served.Types.Contains(scenario.GetType()));

    internal static IEnumerable<T> Components<T>() =>
        new[] { typeof(Retrain).Assembly, typeof(LossThreshold).Assembly }
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type =>
                type.IsAssignableTo(typeof(T)) && type.GetCustomAttribute<ComponentAttribute>() is not null
            )
            .OrderBy(static type => type.GetCustomAttribute<ComponentAttribute>()!.Name, StringComparer.Ordinal)
            .Select(static type => (T)WithFewShadows(Activator.CreateInstance(type)!));

    private static object WithFewShadows(object component)
    {
        if (component.GetType().GetProperty(nameof(Shadows)) is { CanWrite: true } shadows)
        {
            int least = Convert.ToInt32(
                shadows.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>()!.Minimum,
                CultureInfo.InvariantCulture
            );
            shadows.SetValue(component, Math.Max(least, Shadows));
        }

        return component;
    }

    internal static string NameOf(object component) => CanonicalJson.TypeNameOf(component);

    private static int VersionOf(Type type) => type.GetCustomAttribute<ComponentAttribute>()!.Version;
}
