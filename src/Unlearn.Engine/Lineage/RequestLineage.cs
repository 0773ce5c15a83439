using System.Security.Cryptography;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Store;
using Unlearn.Learning.Training;

namespace Unlearn.Engine.Lineage;

/// <summary>Where the points of one request went: every model of a run that learned from them, and what answers afterwards.</summary>
public sealed class RequestLineage
{
    private readonly PointSet _asked;
    private readonly ResultStore _store;
    private readonly HashSet<WeightTask> _before;
    private readonly HashSet<WeightTask> _after;
    private readonly Dictionary<WeightTask, PointSet> _descends = [];

    private RequestLineage(PlannedTrial trial, IReadOnlyList<PlanTask> tasks, ResultStore store)
    {
        _asked = trial.Case.Request.Forget;
        _store = store;
        Trial = trial;
        _after = [.. trial.Evaluation.Target.Members];
        _before = WithOrigins([
            .. (trial.Evaluation.Before ?? trial.Case.Original).Members,
            .. trial.Evaluation.Answers.SkipLast(1).SelectMany(static answer => answer.Members),
        ]);
        string digest = trial.Case.Problem.Data.Dataset.Digest;
        Models =
        [
            .. tasks
                .OfType<WeightTask>()
                .Concat(_before)
                .Concat(_after)
                .Distinct()
                .Where(task => task.Problem.Data.Dataset.Digest == digest)
                .Where(task => _after.Contains(task) || Descends(task).Count > 0)
                .Select(Artefact)
                .OrderBy(static model => model.Use)
                .ThenBy(static model => model.Kind, StringComparer.Ordinal)
                .ThenBy(static model => model.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The trial.</summary>
    public PlannedTrial Trial { get; }

    /// <summary>The points that were to be forgotten, ascending row numbers of the dataset.</summary>
    public IReadOnlyList<int> Points => _asked.Ids;

    /// <summary>What answered before, what answers now, and whatever else of the run learned from the points.</summary>
    public IReadOnlyList<ModelArtefact> Models { get; }

    /// <summary>Follows the points of a trial's request through a run.</summary>
    /// <param name="trial">A trial.</param>
    /// <param name="tasks">All that ran: the tasks of its plan, and of the tuning before it.</param>
    /// <param name="store">Where a run has left its models.</param>
    public static RequestLineage Of(PlannedTrial trial, IReadOnlyList<PlanTask> tasks, ResultStore store) =>
        new(trial, tasks, store);

    private ModelArtefact Artefact(WeightTask task) =>
        new()
        {
            Kind = task.Kind,
            Use =
                _after.Contains(task) ? ArtefactUse.AfterTheRequest
                : _before.Contains(task) ? ArtefactUse.BeforeTheRequest
                : ArtefactUse.Comparison,
            Key = task.Key.Hex,
            From = task.Dependencies.OfType<WeightTask>().FirstOrDefault()?.Key.Hex,
            TrainedOn = OwnPoints(task).Intersect(_asked).Count,
            Descends = Descends(task).Count,
            Files =
            [
                .. _store
                    .FilesOf(task.Key)
                    .Select(file => new ArtefactFile(
                        Path.GetRelativePath(_store.Folder, file.Path).Replace('\\', '/'),
                        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.Path))),
                        file.Bytes
                    )),
            ],
        };

    private PointSet Descends(WeightTask task)
    {
        if (!_descends.TryGetValue(task, out PointSet? known))
        {
            known = PointSet.Union([
                OwnPoints(task).Intersect(_asked),
                .. task.Dependencies.OfType<WeightTask>().Select(Descends),
            ]);
            _descends.Add(task, known);
        }

        return known;
    }

    // What unlearns reads the points that it is asked to forget, but its model does not learn them.
    private static PointSet OwnPoints(WeightTask task) =>
        task switch
        {
            TrainTask { Spec: { Training.Epochs: 0 } } => new PointSet([]),
            MemberTask trained => trained.Spec.Points,
            GivenTask => task.Problem.Train,
            _ => new PointSet([]),
        };

    private static HashSet<WeightTask> WithOrigins(IEnumerable<WeightTask> tasks)
    {
        HashSet<WeightTask> all = [];
        Queue<WeightTask> open = new(tasks);
        while (open.TryDequeue(out WeightTask? task))
        {
            if (all.Add(task))
            {
                foreach (WeightTask origin in task.Dependencies.OfType<WeightTask>())
                {
                    open.Enqueue(origin);
                }
            }
        }

        return all;
    }
}
