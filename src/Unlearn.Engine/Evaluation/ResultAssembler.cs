using System.Globalization;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Ledger;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Engine.Store;
using Unlearn.Formats.Json;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Inspection;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;

namespace Unlearn.Engine.Evaluation;

/// <summary>Puts what the ledger knows into the form of the report.</summary>
internal sealed class ResultAssembler(ExperimentPlan plan, ResultLedger ledger, TuningResult? tuning)
{
    private const double FarBelowHalf = 0.25;

    /// <summary>Why trials have no results in a run that its first failure ends.</summary>
    internal const string NotRun = "Not run: an earlier trial failed and the run was told to stop there.";

    /// <summary>The deterministic results.</summary>
    public ExperimentResults Assemble()
    {
        SettingResult[] settings = [.. plan.Settings.Select(Setting)];
        return new ExperimentResults
        {
            Experiment = plan.Definition.Name,
            Description = plan.Definition.Description,
            Definition = DefinitionDigest(plan.Definition),
            Datasets = [.. plan.Problems.DistinctBy(static problem => problem.DatasetName).Select(Summary)],
            Settings = settings,
            Legend = LegendBuilder.Of(plan, settings),
            Margins = plan.Definition.Report.Margins,
            Expectations = ExpectationRule.Decide(plan.Definition.Expect, settings),
            Tuning = tuning,
            VerificationGradients = plan.VerificationMembers.Sum(member => ledger.CostOf(member).Gradients),
            VerificationModels = plan.VerificationMembers.Count,
        };
    }

    /// <summary>Seconds by trial.</summary>
    /// <param name="totalSeconds">Wall time of the run.</param>
    public RunTimings Timings(double totalSeconds)
    {
        var request = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var initial = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var steps = new SortedDictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (PlannedTrial trial in plan.Trials)
        {
            if (trial.Evaluation.Before is not null && ledger.ResultOf(trial.Evaluation) is { } result)
            {
                request.Add(trial.Id, result.RequestSeconds);
                initial.Add(trial.Id, result.InitialSeconds);
                if (result.StepSeconds is { } seconds)
                {
                    steps.Add(trial.Id, seconds);
                }
            }
        }

        return new RunTimings(totalSeconds, request, initial)
        {
            StepSeconds = steps.Count > 0 ? steps : null,
            ModelSeconds = plan.Tasks.OfType<WeightTask>().Sum(task => ledger.CostOf(task).Seconds),
        };
    }

    /// <summary>
    /// Digest of everything in a definition that decides results; which report files are written does not, and neither do margins of
    /// verdicts, which results hold beside the verdicts.
    /// </summary>
    public static string DefinitionDigest(ExperimentDefinition definition) =>
        ContentKey.Of(CanonicalJson.Of(definition with { Report = new ReportOptions() })).Hex;

    private static DatasetSummary Summary(LearningProblem problem)
    {
        Dataset dataset = problem.Data.Dataset;
        DataWarning[] warnings =
        [
            .. DataWarnings.Of(dataset).Select(static note => new DataWarning(note.Name, note.Text)),
        ];
        return new DatasetSummary(
            problem.DatasetName,
            dataset.Count,
            dataset.FeatureCount,
            dataset.ClassCount,
            problem.Train.Count,
            problem.Test.Count,
            problem.Population.Count,
            dataset.Digest
        )
        {
            ClassPoints =
            [
                .. DatasetInspector.Classes(dataset).Select(static one => new ClassPoints(one.Name, one.Points)),
            ],
            Warnings = warnings.Length > 0 ? warnings : null,
        };
    }

    private SettingResult Setting(PlannedSetting setting)
    {
        var comparisons = new ReferenceComparisons(setting, ledger);
        RowResult[] rows = [.. setting.Rows.Select(row => Row(row, comparisons))];
        double forget = setting.Rows[0].Trials.Average(static trial => (double)trial.Case.Request.Forget.Count);
        return new SettingResult
        {
            Dataset = setting.Problem.DatasetName,
            Model = setting.Problem.ModelName,
            Scenario = setting.Scenario,
            ScenarioMeaning = plan
                .Definition.Forget.First(scenario => scenario.Id == setting.Scenario)
                .Value.Describe(setting.Problem.Data.Dataset),
            TrainPoints = setting.Problem.Train.Count,
            ForgetPoints = (int)Math.Round(forget, MidpointRounding.AwayFromZero),
            AskedPoints = RequestReach.Of(plan, setting),
            TestPoints = setting.Problem.Test.Count,
            OriginalWeights = setting.Problem.Given is { } given ? new OriginalWeights(given.File, given.Digest) : null,
            Rows = rows,
            Verdicts = new SettingVerdicts(setting, rows, comparisons, ledger, plan.Definition.Report.Margins).All(),
            Comparisons = new MethodComparisons(setting, ledger).All(),
        };
    }

    /// <summary>
    /// An original to which the points to be forgotten look less familiar than unseen ones: then the two are of different kinds, and only the
    /// distance to retraining says anything.
    /// </summary>
    private static IEnumerable<string> Reversed(IEnumerable<Figure> figures) =>
        from figure in figures
        where figure is { Value: < FarBelowHalf, Interval.Upper: < 0.5 }
        where figure.Name.EndsWith($"/{ScoreFigures.Auc.Name}", StringComparison.Ordinal)
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{figure.Name[..^(ScoreFigures.Auc.Name.Length + 1)]}: auc-below-half: an AUC of {figure.Value:G3} of the original is far below one half: to it the points to be forgotten look less familiar than unseen ones, so that both are of different kinds; only the distance to retraining tells anything"
        );

    private RowResult Row(PlannedRow row, ReferenceComparisons comparisons)
    {
        RowRecipe recipe = row.Recipe;
        TrialResult[] trials = [.. row.Trials.Select(trial => Trial(trial, recipe.Role, comparisons))];
        return new RowResult
        {
            Role = recipe.Role,
            Id = recipe.Id,
            Method = recipe.Name,
            Type = recipe.Method is null ? recipe.Id : CanonicalJson.TypeNameOf(recipe.Method),
            Kind = recipe.Method is { } method ? MethodKinds.Word(method.Kind) : "",
            Shards = recipe.Shards,
            OwnReference = recipe.Method is IOwnTrainingMethod,
            Options = recipe.Method is null ? "{}" : CanonicalJson.OptionsOf(recipe.Method),
            Trials = trials,
            OwnNull = recipe.OwnNull,
            Summary = [.. RowSummary.Of(trials), .. comparisons.Tests(row)],
        };
    }

    private TrialResult Trial(PlannedTrial trial, RowRole role, ReferenceComparisons comparisons)
    {
        var figures = new List<Figure>();
        var warnings = new List<string>();
        TaskFailure? failure = null;
        Add(trial.Evaluation, null);
        foreach (PlannedAttack attack in trial.Attacks)
        {
            Add(attack.Task, attack.Name);
            warnings.AddRange(
                from warning in ledger.ResultOf(attack.Task)?.Warnings ?? []
                select $"{attack.Name}: {warning}"
            );
            if (comparisons.Gap(trial, attack) is { } gap)
            {
                figures.Add(gap);
            }

            if (comparisons.Leak(trial, attack) is { } leak)
            {
                figures.Add(leak);
            }
        }

        warnings.AddRange(role == RowRole.Original ? Reversed(figures) : []);
        return new TrialResult
        {
            Id = trial.Id,
            Seed = trial.Case.Seed,
            Status = failure is null ? TrialStatus.Completed : TrialStatus.Failed,
            Reason = failure?.Reason,
            Figures = figures,
            Warnings = warnings.Count > 0 ? warnings : null,
            Steps = ledger.ResultOf(trial.Evaluation)?.Steps,
            LossCurve = failure?.LossCurve ?? [],
        };

        void Add(PlanTask task, string? attack)
        {
            if (ledger.ResultOf(task) is { } result)
            {
                figures.AddRange(
                    result.Figures.Select(figure =>
                        attack is null ? figure : figure with { Name = LegendEntry.NameOf(attack, figure) }
                    )
                );
            }
            else
            {
                failure ??= ledger.FailureOf(task) ?? new TaskFailure(NotRun);
            }
        }
    }
}
