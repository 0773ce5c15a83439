using Unlearn.Learning.Models;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>What an <see cref="IWeightMethod"/> works on.</summary>
/// <param name="Data">Dataset and network.</param>
/// <param name="Originals">M trained members; read only.</param>
/// <param name="Requests">One request a member, in the same order.</param>
/// <param name="Cost">Counts the work done, in single-point gradients.</param>
public sealed record UnlearningContext(
    TrainingData Data,
    ParameterStack Originals,
    IReadOnlyList<ForgetRequest> Requests,
    CostCounter Cost
)
{
    /// <summary>Points that no model was trained on, for methods that say they read them; otherwise empty.</summary>
    public PointSet Population { get; init; } = new([]);

    /// <summary>
    /// The method of each member, where they differ in options that tuning searches: all of one type and equal in every other option.
    /// Default empty: every member has the method that is called. See <see cref="IWeightMethod.ReadsOwnOptions"/>.
    /// </summary>
    public IReadOnlyList<IWeightMethod> Methods { get; init; } = [];

    /// <summary>
    /// Told, once or twice, of each member that diverges while others go on: what is returned for it means nothing, and alone it
    /// says why. Default null: the first member that diverges ends the call.
    /// </summary>
    public Action<int>? OnDiverged { get; init; }

    /// <summary>
    /// Shown the weights of a member, a flat row of its own, after each step of a descent; it changes nothing. Methods that take no steps never call it, and a step
    /// that is taken back has been shown. Default null.
    /// </summary>
    public Action<int, float[]>? OnStep { get; init; }

    /// <summary>Where a method that draws answers from originals finds and leaves them. Default null: they are drawn, and kept nowhere.</summary>
    public IDrawnAnswers? Answers { get; init; }

    /// <summary>What the method reports of its work beside weights.</summary>
    public MethodFigures Figures { get; } = new(Requests.Count);

    /// <summary>The method of each member with the member's own options.</summary>
    /// <param name="called">The method that is called.</param>
    public IReadOnlyList<T> Own<T>(T called)
        where T : IWeightMethod => Methods.Count == 0 ? [.. Requests.Select(_ => called)] : [.. Methods.Cast<T>()];

    /// <summary>Tells that a member diverged, where the method can go on with the others.</summary>
    /// <param name="member">Position in the context.</param>
    /// <param name="error">Why.</param>
    /// <exception cref="DivergedException">Nothing takes the failure.</exception>
    public void Fail(int member, DivergedException error)
    {
        if (OnDiverged is null)
        {
            throw error;
        }

        OnDiverged(member);
    }
}
