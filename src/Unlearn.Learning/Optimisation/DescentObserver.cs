using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>
/// What the loop over steps tells, and asks. It changes no weights. Members have the numbers of <see cref="DescentMember.Index"/>; steps are counted by
/// how many were taken before.
/// </summary>
internal abstract class DescentObserver
{
    /// <summary>Whether <see cref="DescentVerdict.TakeBack"/> may be answered: the weights before the last step are kept for it.</summary>
    public virtual bool TakesBack => false;

    /// <summary>Called before each step.</summary>
    /// <param name="states">Where the members in work stand; copied when they are read.</param>
    /// <param name="cancellationToken">Ends the descent by an exception.</param>
    public virtual void Between(IEnumerable<MemberState> states, CancellationToken cancellationToken) =>
        cancellationToken.ThrowIfCancellationRequested();

    /// <summary>Decides what follows from a loss before its step.</summary>
    public abstract DescentVerdict Judge(int index, int taken, DescentStep step, double loss);

    /// <summary>Whether the weights before and after a step are wanted in float64.</summary>
    public virtual bool Wants(int index, DescentStep step) => false;

    /// <summary>The weights around a step that was wanted.</summary>
    public virtual void See(int index, double[] before, double[] after) { }

    /// <summary>Called after each step of a member.</summary>
    /// <param name="index">The member.</param>
    /// <param name="taken">Steps before this one.</param>
    /// <param name="step">The step.</param>
    /// <param name="row">Gives the member's row, [width], which is valid during the call.</param>
    public virtual void Stepped(int index, int taken, DescentStep step, Func<Tensor> row) { }

    /// <summary>Called when a member's weights are in its row for good.</summary>
    /// <param name="index">The member.</param>
    /// <param name="isFinite">Whether all of them are numbers.</param>
    public abstract void Ended(int index, bool isFinite);
}
