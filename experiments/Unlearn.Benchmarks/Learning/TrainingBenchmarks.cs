using BenchmarkDotNet.Attributes;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;

namespace Unlearn.Benchmarks.Learning;

/// <summary>Whole trainings, from points to weights.</summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 3, iterationCount: 10, invocationCount: 1)]
public class TrainingBenchmarks
{
    private TrainingData _location = null!;
    private TrainingData _digits = null!;
    private MemberSpec[] _shards = [];
    private MemberSpec[] _deletion = [];
    private MemberSpec[] _shadows = [];
    private MemberSpec[] _digitShards = [];
    private TrainingData _images = null!;
    private MemberSpec[] _imageShadows = [];
    private TrainingData _colours = null!;
    private MemberSpec[] _residual = [];

    /// <summary>Loads the data once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        TorchThread.Prepare(); // this is a process of its own
        _location = TrainingProblems.Location();
        _digits = TrainingProblems.Digits();
        _shards = TrainingProblems.Shards(_location.Dataset, batchSize: 32);
        _shadows = TrainingProblems.Shadows(_location.Dataset, count: 64);
        _digitShards = TrainingProblems.Shards(_digits.Dataset, batchSize: 16);
        _images = TrainingProblems.Images();
        _imageShadows = TrainingProblems.Shadows(_images.Dataset, count: 8, epochs: 1);
        _colours = TrainingProblems.Colours();
        _residual = TrainingProblems.Whole(_colours.Dataset, batchSize: 128);
        MemberSpec hit = _shards[3];
        _deletion = [hit with { Points = hit.Points.Except(new PointSet([hit.Points.Ids[7]])) }];
    }

    /// <summary>Bar: 300 ms.</summary>
    [Benchmark(Description = "Location-30, SISA S=20, 2 workers")]
    public void LocationSisa() => Workers.Train(_location, _shards, workers: 2);

    /// <summary>Bar: 20 ms.</summary>
    [Benchmark(Description = "Location-30, one deletion")]
    public void LocationDeletion() => Workers.Train(_location, _deletion, workers: 1);

    /// <summary>Bar: 1,600 ms.</summary>
    [Benchmark(Description = "Location-30, 64 shadows, 2 workers")]
    public void LocationShadows() => Workers.Train(_location, _shadows, workers: 2);

    /// <summary>Bar: 80 ms.</summary>
    [Benchmark(Description = "digits, 20 members, 1 worker")]
    public void DigitsMembers() => Workers.Train(_digits, _digitShards, workers: 1, chunk: 20);

    /// <summary>Bar: 0.9 of PyTorch in two processes, side by side.</summary>
    [Benchmark(Description = "MNIST, 8 CNNs on halves, 1 epoch, 2 workers")]
    public void ImageShadows() => Workers.Train(_images, _imageShadows, workers: 2);

    /// <summary>Bar: 0.95 of PyTorch, side by side.</summary>
    [Benchmark(Description = "ResNet-20, 2,000 images of 32 x 32, 1 epoch, 1 worker")]
    public void Residual() => Workers.Train(_colours, _residual, workers: 1);
}
