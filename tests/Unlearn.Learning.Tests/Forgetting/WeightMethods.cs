using System.Reflection;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Every registered method that edits weights, with its defaults.</summary>
internal static class WeightMethods
{
    private static readonly Dictionary<string, int> Limits = new()
    {
        ["Epochs"] = 3,
        ["Rounds"] = 3,
        ["Iterations"] = 4,
        ["LearnSteps"] = 60,
        ["Steps"] = 20,
    };

    public static IEnumerable<IWeightMethod> All =>
        typeof(IWeightMethod)
            .Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<UnlearningMethodAttribute>() is not null)
            .Where(static type => type.IsAssignableTo(typeof(IWeightMethod)))
            .OrderBy(Name, StringComparer.Ordinal)
            .Select(static type => (IWeightMethod)Activator.CreateInstance(type)!);

    public static IEnumerable<string> Names => All.Select(static method => Name(method.GetType()));

    public static IWeightMethod Named(string name) => All.Single(method => Name(method.GetType()) == name);

    /// <summary>The method with fewer passes than its default, for tests of what holds for any number of them.</summary>
    public static IWeightMethod Short(string name) =>
        Limits
            .Where(limit => Named(name).GetType().GetProperty(limit.Key)?.PropertyType == typeof(int))
            .Aggregate(
                Named(name),
                static (method, limit) =>
                    With(
                        method,
                        limit.Key,
                        Math.Min(limit.Value, (int)method.GetType().GetProperty(limit.Key)!.GetValue(method)!)
                    )
            );

    public static bool Has(IWeightMethod method, string option) => method.GetType().GetProperty(option) is not null;

    /// <summary>Whether a manifest may combine the method with components of these types.</summary>
    public static bool Serves(IWeightMethod method, params Type[] types) =>
        method.GetType().GetCustomAttributes<ServesAttribute>().All(served => served.Types.Any(types.Contains))
        && method
            .GetType()
            .GetCustomAttributes<RefusesAttribute>()
            .Where(static refused => refused.With.Length + refused.Without.Length == 0)
            .All(refused => !refused.Types.Any(types.Contains));

    /// <summary>Whether the method is about texts, and no classifier can be its model.</summary>
    public static bool OfTextsAlone(IWeightMethod method) =>
        method
            .GetType()
            .GetCustomAttributes<ServesAttribute>()
            .Any(static served => served.Types.Contains(typeof(ITextPoints)));

    /// <summary>
    /// Every method with each kind of model whose computation differs: an MLP (by hand), a convolutional network (by automatic
    /// differentiation), and softmax regression for what serves linear models alone.
    /// </summary>
    public static IEnumerable<TestFixtureData> OnModels =>
        from method in All
        from model in (string[])["mlp", "softmax-regression", "cnn"]
        where Serves(method, Model(model).GetType(), typeof(ClassScenario))
        where model != "softmax-regression" || !Serves(method, typeof(Mlp), typeof(ClassScenario))
        select new TestFixtureData(Name(method.GetType()), model);

    /// <summary>Members of a small model, trained by the method where that is its rule.</summary>
    public static Setting Setting(IWeightMethod method, string model, int members)
    {
        var setting = new Setting(members, Model(model), model is "cnn" or "resnet" ? [1, 2, 5] : [10]);
        if (method is IOwnTrainingMethod own)
        {
            setting.TrainOriginalsBy(own);
        }

        return setting;
    }

    /// <summary>A copy of a record with another value of one option.</summary>
    public static IWeightMethod With(IWeightMethod method, string option, object value)
    {
        object copy = method.GetType().GetMethod("<Clone>$")!.Invoke(method, null)!;
        method.GetType().GetProperty(option)!.SetValue(copy, value);
        return (IWeightMethod)copy;
    }

    public static IModel Model(string name) =>
        name switch
        {
            "mlp" => new Mlp { Hidden = [20] },
            "cnn" => new Cnn
            {
                Channels = [3],
                Kernel = 3,
                Hidden = [5],
            },
            "resnet" => new ResNet { Depth = 8 },
            _ => new SoftmaxRegression(),
        };

    public static string Name(Type type) => type.GetCustomAttribute<UnlearningMethodAttribute>()!.Name;
}
