using System.Collections.Immutable;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Small trained models with requests of different sizes.</summary>
internal sealed class Setting : IDisposable
{
    public Setting(int members, IModel? model = null, ImmutableArray<int>? shape = null, bool zeros = true)
    {
        ImmutableArray<int> point = shape ?? [10];
        var dataset = Training.Toy.Dataset(
            120,
            point.Aggregate(static (product, size) => product * size),
            4,
            zeros: zeros
        );
        Data = new TrainingData(dataset, (model ?? new Mlp { Hidden = [20] }).Bind(point, 4));
        var training = new TrainingOptions { Epochs = 10, BatchSize = 16 };
        Requests =
        [
            .. Enumerable
                .Range(0, members)
                .Select(member =>
                {
                    PointSet train = new(Enumerable.Range(0, 120).Where(point => point % (member + 3) != 0));
                    return new ForgetRequest(
                        new RandomKey(55).Derive(member),
                        train,
                        new PointSet(train.Where(point => point % (7 + member) == 1)),
                        training
                    );
                }),
        ];
        Originals = new StackTrainer().Train(Data, [.. Requests.Select(static request => request.Original)], default);
    }

    public TrainingData Data { get; }

    private Setting(Setting whole, int members)
    {
        Data = whole.Data;
        Requests = [.. whole.Requests.Take(members)];
        using ParameterStack first = whole.Originals.Slice(0, members);
        Originals = first.Clone();
    }

    public ForgetRequest[] Requests { get; set; }

    public ParameterStack Originals { get; private set; }

    public CostCounter Cost { get; private set; } = new(1);

    /// <summary>The first members as a setting of its own, without training again.</summary>
    public Setting First(int members) => new(this, members);

    public ParameterStack Unlearn(IWeightMethod method) => Unlearn(method, Originals, Requests);

    public ParameterStack Unlearn(IWeightMethod method, ParameterStack originals, params ForgetRequest[] requests)
    {
        Cost = new CostCounter(requests.Length);
        return method.Unlearn(new UnlearningContext(Data, originals, requests, Cost), default);
    }

    /// <summary>Replaces the originals by a method's own, as the engine hands them to it: in single precision.</summary>
    public void TrainOriginalsBy(IOwnTrainingMethod method)
    {
        MemberSpec[] specs = [.. Requests.Select(static request => request.Original)];
        using ParameterStack own = method.Train(Data, specs, new CostCounter(specs.Length), default);
        Originals.Dispose();
        Originals = ParameterRows.ToStack(own.Layout, own.ToRows());
    }

    public void Dispose() => Originals.Dispose();
}
