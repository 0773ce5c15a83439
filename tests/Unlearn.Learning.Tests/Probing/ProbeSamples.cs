using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Sharding;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Probing;
using Unlearn.Learning.Training;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Probing;

/// <summary>Models before and after one deletion, and short ways to read evidence.</summary>
internal sealed class ProbeSamples : IDisposable
{
    public ProbeSamples(IModel model, TrainingOptions training, int deleted)
    {
        var dataset = Training.Toy.Dataset(200, 10, 4, zeros: false);
        Data = new TrainingData(dataset, model.Bind([10], 4));
        Request = Tests.Forgetting.Points.Forget(Tests.Forgetting.Points.Range(120), training, deleted);
        Original = new StackTrainer().Train(Data, [Request.Original], default);
        Retrained = new StackTrainer().Train(Data, [new Retrain().After(Request).Members[0]], default);
    }

    public TrainingData Data { get; }

    public ForgetRequest Request { get; }

    public ParameterStack Original { get; }

    public ParameterStack Retrained { get; }

    public ProbeInput Input(ParameterStack target) =>
        new()
        {
            Data = Data,
            Request = Request,
            Public = new PointSet(Enumerable.Range(120, 80)),
            Target = target,
            Original = Original,
            Reference = Retrained,
        };

    public static Figure Figure(AttackEvidence evidence, string name) =>
        evidence.Figures.Single(figure => figure.Name == name);

    public static double Value(AttackEvidence evidence, string name) => Figure(evidence, name).Value!.Value;

    public void Dispose()
    {
        Original.Dispose();
        Retrained.Dispose();
    }
}
