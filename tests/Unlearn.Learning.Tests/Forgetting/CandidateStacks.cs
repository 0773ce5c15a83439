using System.Globalization;
using System.Reflection;
using TorchSharp;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Models;
using Unlearn.Verification.Components;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Candidates of tuning that run as one stack, and each of them alone.</summary>
internal static class CandidateStacks
{
    private const int Candidates = 4;

    /// <summary>Every method with a search space, with each kind of model that it serves.</summary>
    public static IEnumerable<TestFixtureData> Searched =>
        WeightMethods.OnModels.Where(static one => Options(WeightMethods.Named((string)one.Arguments[0]!)).Any());

    /// <summary>Of those the ones that pad batches: where a network is computed member after member none is padded.</summary>
    public static IEnumerable<TestFixtureData> Padded =>
        Searched.Where(static one =>
            (string)one.Arguments[1]! == "mlp"
            && WeightMethods.Has(WeightMethods.Named((string)one.Arguments[0]!), "BatchSize")
        );

    /// <summary>Asserts that every candidate has the bits and the cost that it has alone.</summary>
    public static void AreTheSameAlone(IWeightMethod method, string model)
    {
        using Setting setting = WeightMethods.Setting(method, model, 2);
        IWeightMethod[] candidates = [.. Enumerable.Range(0, Candidates).Select(number => Candidate(method, number))];
        (IWeightMethod Method, int Seed)[] members =
        [
            .. candidates.SelectMany(static method => new[] { (method, 0), (method, 1) }),
        ];
        var cost = new CostCounter(members.Length);
        using DisposeScope scope = NewDisposeScope();
        using ParameterStack originals = setting.Originals.Select(members.Select(static member => member.Seed));
        var context = new UnlearningContext(
            setting.Data,
            originals,
            [.. members.Select(member => setting.Requests[member.Seed])],
            cost
        )
        {
            Methods = [.. members.Select(static member => member.Method)],
        };

        using ParameterStack together = method.Unlearn(context, default);

        Assert.That(scope.DisposablesCount, Is.Zero, "tensors left behind");

        for (int member = 0; member < members.Length; member++)
        {
            (IWeightMethod own, int seed) = members[member];
            using ParameterStack one = setting.Originals.Slice(seed, 1);
            using ParameterStack alone = setting.Unlearn(own, one, setting.Requests[seed]);
            Assert.That(Bits.Same(alone, 0, together, member), Is.True, $"{own}, seed {seed}");
            Assert.That(cost.Gradients[member], Is.EqualTo(setting.Cost.Gradients[0]), $"cost of {own}, seed {seed}");
            Assert.That(context.Figures.Of(member), Is.Empty);
        }

        // Of two ascents that stop at once, or two thresholds that select nothing, the weights are the same.
        int different = Enumerable.Range(0, members.Length).Select(Row).Distinct().Count();
        Assert.That(different, Is.GreaterThanOrEqualTo(Candidates), "options that make a difference");

        string Row(int member) => string.Join(' ', Bits.Row(together, member));
    }

    /// <summary>Values spread over the space, another combination for each number; 0 is the method as it is.</summary>
    private static IWeightMethod Candidate(IWeightMethod method, int number)
    {
        IWeightMethod candidate = method;
        int place = 0;
        foreach ((PropertyInfo option, SearchSpaceAttribute space) in number == 0 ? [] : Options(method))
        {
            double unit = ((number * 0.618) + (place++ * 0.3)) % 1.0;
            double value = space.Log
                ? space.Least * Math.Pow(space.Most / space.Least, unit)
                : space.Least + (unit * (space.Most - space.Least));
            Type type = Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType;
            candidate = WeightMethods.With(
                candidate,
                option.Name,
                Convert.ChangeType(type == typeof(int) ? Math.Round(value) : value, type, CultureInfo.InvariantCulture)
            );
        }

        return candidate;
    }

    private static IEnumerable<(PropertyInfo Option, SearchSpaceAttribute Space)> Options(IWeightMethod method) =>
        method
            .GetType()
            .GetProperties()
            .Select(static option => (option, option.GetCustomAttribute<SearchSpaceAttribute>()!))
            .Where(static option => option.Item2 is not null);
}
