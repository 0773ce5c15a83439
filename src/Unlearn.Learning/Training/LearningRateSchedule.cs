namespace Unlearn.Learning.Training;

/// <summary>The factor of the learning rate in each epoch.</summary>
public static class LearningRateSchedule
{
    /// <summary>The factor in one step of a training.</summary>
    /// <param name="options">The training.</param>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="step">Step, from 0 over all epochs.</param>
    /// <param name="steps">Number of steps.</param>
    public static double Factor(TrainingOptions options, int epoch, long step, long steps)
    {
        if (!options.ChangesByStep)
        {
            return Factor(options.Schedule, epoch, options.Epochs);
        }

        int warm = options.WarmUpSteps ?? 0;
        if (step < warm)
        {
            return (step + 1.0) / warm;
        }

        double passed = (double)(step - warm) / Math.Max(1, steps - warm);
        return options.Schedule switch
        {
            ScheduleKind.Step when passed >= 0.75 => 0.01,
            ScheduleKind.Step when passed >= 0.5 => 0.1,
            ScheduleKind.Cosine => 0.5 * (1.0 + Math.Cos(Math.PI * passed)),
            ScheduleKind.Linear => 1.0 - passed,
            _ => 1.0,
        };
    }

    /// <summary>The factor of a schedule by epochs, 1 in the first.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="epochs">Number of epochs.</param>
    public static double Factor(ScheduleKind kind, int epoch, int epochs) =>
        kind switch
        {
            ScheduleKind.Step when 4L * epoch >= 3L * epochs => 0.01,
            ScheduleKind.Step when 2L * epoch >= epochs => 0.1,
            ScheduleKind.Cosine => 0.5 * (1.0 + Math.Cos(Math.PI * epoch / epochs)),
            _ => 1.0,
        };
}
