using Unlearn.Engine.Definition;
using Unlearn.Engine.Evaluation;
using Unlearn.Engine.Results;
using Unlearn.Engine.Running;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Engine.Tests.Evaluation;

/// <summary>A kind of evidence that nothing else knows: its own file, and the attack that lists it, are all that planning, collection and results need.</summary>
public sealed class OwnEvidenceTests
{
    private static readonly FigureKind Lead = new(
        "test-lead",
        "Test lead",
        "Accuracy on the test set less the mean of references."
    );

    [Test]
    public async Task Evidence_of_a_new_kind_is_planned_and_collected()
    {
        using var folder = new TemporaryFolder();
        ExperimentDefinition definition = Samples.Digits with
        {
            Seeds = new SeedPlan { Count = 1 },
            Forget = [Samples.Digits.Forget[0]],
            Shards = [],
            Methods = [.. Samples.Digits.Methods.Where(static method => method.Name is "retrain" or "ascent")],
            Attacks = [new Named<IVerificationAttack>("own", new TestLead())],
            Budget = new BudgetOptions { References = 1 },
        };
        RunOutcome outcome = await new ExperimentRunner().RunAsync(
            Samples.Request(definition, folder["run"], folder["store"]),
            new EventList(),
            CancellationToken.None
        );

        RowResult ascent = outcome.Results.Settings[0].Rows.Single(static row => row.Id == "ascent");
        double lead = ascent.Summary.Single(static figure => figure.Name == "own/test-lead").Value!.Value;
        double own = Value(ascent, TrialFigures.TestAccuracy);
        RowResult reference = outcome.Results.Settings[0].Rows.Single(static row => row.Role == RowRole.Null);

        // With one reference, it is the model of the null row.
        Assert.That(lead, Is.EqualTo(own - Value(reference, TrialFigures.TestAccuracy)).Within(1e-12));
    }

    private static double Value(RowResult row, FigureKind kind) =>
        row.Summary.Single(figure => figure.Name == kind.Name).Value!.Value;

    [VerificationAttack("own")]
    private sealed record TestLead : IOutputAttack
    {
        public IReadOnlyList<EvidenceKind> Needs => [TestEvidence.Kind];

        public IReadOnlyList<FigureKind> Kinds => [Lead];

        public AttackEvidence Evaluate(AttackInput input)
        {
            double[] accuracies = input.Require(TestEvidence.Kind, "own");
            return new AttackEvidence { Figures = [Lead.Of(accuracies[0] - accuracies[1..].Average(), 1)] };
        }
    }

    /// <summary>Accuracies on the test set: the target's, then those of references.</summary>
    private sealed class TestEvidence : CollectedEvidence<double[]>
    {
        public static TestEvidence Kind { get; } = new();

        public override string Description => "accuracies on the test set";

        public override IReadOnlyList<Question> Questions { get; } =
        [new(ModelRole.Target, PointRole.Test), new(ModelRole.References, PointRole.Test)];

        public override void Check(double[] value, AttackInput input) { }

        protected override double[] Collect(IModelAnswers answers)
        {
            int[] labels = answers.Labels(PointRole.Test);
            return
            [
                .. Questions
                    .SelectMany(question => answers.Outputs(question.Models, PointRole.Test))
                    .Select(table => labels.Where((label, i) => Softmax.Prediction(table.Row(i)) == label).Count())
                    .Select(right => right / (double)labels.Length),
            ];
        }

        protected override double[]? Read(IEvidenceArrays arrays) => arrays.Numbers("test_accuracies", 2);

        protected override IEnumerable<NamedArray> Write(double[] value) =>
            [new("test_accuracies", [value.Length], value)];
    }
}
