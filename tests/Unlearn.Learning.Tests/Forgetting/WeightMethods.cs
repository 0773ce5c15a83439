using System.Reflection;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Verification.Components;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>Every registered method that edits weights, with its defaults.</summary>
internal static class WeightMethods
{
    public static IEnumerable<IWeightMethod> All =>
        typeof(IWeightMethod)
            .Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<UnlearningMethodAttribute>() is not null)
            .Where(static type => type.IsAssignableTo(typeof(IWeightMethod)))
            .OrderBy(Name, StringComparer.Ordinal)
            .Select(static type => (IWeightMethod)Activator.CreateInstance(type)!);

    public static IEnumerable<string> Names => All.Select(static method => Name(method.GetType()));

    public static IWeightMethod Named(string name) => All.Single(method => Name(method.GetType()) == name);

    public static bool Has(IWeightMethod method, string option) => method.GetType().GetProperty(option) is not null;

    /// <summary>Whether a manifest may combine the method with components of these types.</summary>
    public static bool Serves(IWeightMethod method, params Type[] types) =>
        method.GetType().GetCustomAttributes<ServesAttribute>().All(served => served.Types.Any(types.Contains));

    /// <summary>The model to test a method with: an MLP, or softmax regression where it serves nothing else of ours.</summary>
    public static IModel Model(IWeightMethod method) =>
        Serves(method, typeof(Mlp), typeof(ClassScenario)) ? new Mlp { Hidden = [20] } : new SoftmaxRegression();

    /// <summary>A copy of a record with another value of one option.</summary>
    public static IWeightMethod With(IWeightMethod method, string option, object value)
    {
        object copy = method.GetType().GetMethod("<Clone>$")!.Invoke(method, null)!;
        method.GetType().GetProperty(option)!.SetValue(copy, value);
        return (IWeightMethod)copy;
    }

    private static string Name(Type type) => type.GetCustomAttribute<UnlearningMethodAttribute>()!.Name;
}
