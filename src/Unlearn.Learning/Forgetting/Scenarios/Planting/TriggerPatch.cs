using System.Collections.Immutable;

namespace Unlearn.Learning.Forgetting.Scenarios.Planting;

/// <summary>A trigger as features of a point and the values that they get.</summary>
/// <param name="Features">Positions within one point.</param>
/// <param name="Values">One per feature.</param>
internal sealed record TriggerPatch(ImmutableArray<int> Features, ImmutableArray<float> Values)
{
    /// <summary>Puts the trigger on a point.</summary>
    public void Stamp(Span<float> point)
    {
        for (int i = 0; i < Features.Length; i++)
        {
            point[Features[i]] = Values[i];
        }
    }
}
