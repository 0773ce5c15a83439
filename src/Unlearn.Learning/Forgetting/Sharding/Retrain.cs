using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Sharding;

/// <summary>
/// Trains from nothing on the retain set, with the seed and the options of the original: the yardstick of every other
/// method. Not one model but a distribution over seeds; compare with several.
/// </summary>
[UnlearningMethod("retrain")]
public sealed record Retrain : IRetrainingMethod
{
    /// <inheritdoc />
    public MethodKind Kind => MethodKind.Exact;

    /// <inheritdoc />
    public Ensemble Before(ForgetRequest request) => new([request.Original], Aggregation.Mean);

    /// <inheritdoc />
    public Ensemble After(ForgetRequest request) =>
        new([new MemberSpec(request.Seed, request.Retain, request.Training)], Aggregation.Mean);
}
