using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Forgetting.Scenarios;
using Unlearn.Learning.Models;
using Unlearn.Verification.Attacks;

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
}
