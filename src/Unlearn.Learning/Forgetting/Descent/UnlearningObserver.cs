using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Looks on at unlearning: counts its cost, shows its path, and lets a member that diverges end alone.</summary>
/// <param name="context">Who is told.</param>
/// <param name="settings">Stop rule, and what looks at every step.</param>
/// <param name="whole">The row of a model, from a member and the row that descends; null where both are the same.</param>
internal sealed class UnlearningObserver(
    UnlearningContext context,
    DescentSettings settings,
    Func<int, Tensor, Tensor>? whole
) : DescentObserver
{
    /// <inheritdoc />
    public override bool TakesBack => settings.StopWhen is not null;

    /// <inheritdoc />
    public override DescentVerdict Judge(int index, int taken, DescentStep step, double loss)
    {
        if (!double.IsFinite(loss))
        {
            context.Fail(index, DescentFailure.Loss(index, loss, step.Epoch, taken));
            return DescentVerdict.Diverged;
        }

        return settings.StopWhen?.Invoke(index, loss) == true ? DescentVerdict.TakeBack : DescentVerdict.Step;
    }

    /// <inheritdoc />
    public override void Stepped(int index, int taken, DescentStep step, Func<Tensor> row)
    {
        context.Cost.Add(index, step.Points.Length + step.Companions.Length);
        if (settings.AfterStep is null && context.OnStep is null)
        {
            return;
        }

        using Tensor found = row();
        using Tensor model = whole?.Invoke(index, found) ?? found.alias();
        settings.AfterStep?.Invoke(index, taken, model);
        context.OnStep?.Invoke(index, ParameterRows.ToRow(model));
    }

    /// <inheritdoc />
    public override void Ended(int index, bool isFinite)
    {
        if (!isFinite)
        {
            context.Fail(index, DescentFailure.Weight(index));
        }
    }
}
