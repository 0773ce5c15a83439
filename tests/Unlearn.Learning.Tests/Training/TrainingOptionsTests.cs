using Unlearn.Formats.Json;
using Unlearn.Learning.Training;

namespace Unlearn.Learning.Tests.Training;

public sealed class TrainingOptionsTests
{
    [Test]
    public void Every_option_is_part_of_the_key_of_what_is_trained_with_it()
    {
        string plain = CanonicalJson.Of(new TrainingOptions());
        TrainingOptions[] changed =
        [
            new() { Optimizer = OptimizerKind.Adam },
            new() { LearningRate = 0.2 },
            new() { Schedule = ScheduleKind.Cosine },
            new() { Momentum = 0.1 },
            new() { WeightDecay = 0.1 },
            new() { BatchSize = 1 },
            new() { Epochs = 1 },
            new() { Steps = 1 },
            new() { WarmUpSteps = 1 },
            new() { ClipNorm = 1 },
        ];
        Assert.That(changed.Select(CanonicalJson.Of).Append(plain), Is.Unique);
        Assert.That(changed, Has.Length.EqualTo(typeof(TrainingOptions).GetProperties().Length));
    }
}
