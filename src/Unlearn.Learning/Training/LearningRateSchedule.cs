namespace Unlearn.Learning.Training;

/// <summary>The factor of the learning rate in each epoch.</summary>
public static class LearningRateSchedule
{
    /// <summary>The factor, 1 in the first epoch.</summary>
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
