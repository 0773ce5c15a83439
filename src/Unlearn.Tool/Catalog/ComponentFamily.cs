using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Verification.Components;

namespace Unlearn.Tool.Catalog;

/// <summary>A kind of component, named as the manifest's key that takes it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Attribute">The attribute that marks its components.</param>
internal sealed record ComponentFamily(string Key, Type Attribute)
{
    /// <summary>All families, in the order of a manifest.</summary>
    public static IReadOnlyList<ComponentFamily> All { get; } =
    [
        new("datasets", typeof(DatasetAttribute)),
        new("model", typeof(ModelAttribute)),
        new("forget", typeof(ForgetScenarioAttribute)),
        new("methods", typeof(UnlearningMethodAttribute)),
        new("attacks", typeof(VerificationAttackAttribute)),
    ];

    /// <summary>The family of a name: its key, with or without the s of the plural, or null.</summary>
    public static ComponentFamily? Named(string name) =>
        All.FirstOrDefault(family => family.Key.TrimEnd('s') == name.TrimEnd('s') && name.Length > 0)
        ?? (name is "scenario" or "scenarios" ? All.Single(static family => family.Key == "forget") : null);
}
