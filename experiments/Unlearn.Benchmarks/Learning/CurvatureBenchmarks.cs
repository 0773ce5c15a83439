using BenchmarkDotNet.Attributes;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;
using Unlearn.Learning.Training.Curvature;

namespace Unlearn.Benchmarks.Learning;

/// <summary>Second derivatives of softmax regression, float64, one thread.</summary>
[SimpleJob(launchCount: 1, warmupCount: 5, iterationCount: 15)]
public class CurvatureBenchmarks
{
    private SoftmaxRegressionCurvature _mnist = null!;
    private SoftmaxRegressionCurvature _digits = null!;
    private double[] _vector = [];

    /// <summary>Loads the data once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        TorchThread.Prepare(); // this is a process of its own
        _mnist = Make(BenchmarkData.Mnist(10_000), 10_000, out _vector);
        _digits = Make(BenchmarkData.Digits(), 1_437, out _);
    }

    /// <summary>Frees native memory.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _mnist.Dispose();
        _digits.Dispose();
    }

    /// <summary>Bar: 15 ms.</summary>
    [Benchmark(Description = "Hessian-vector product, 10,000 MNIST points")]
    public double[] Product() => _mnist.Product(_vector);

    /// <summary>Bar: 25 ms.</summary>
    [Benchmark(Description = "Hessian 650 x 650, digits")]
    public void Hessian() => _digits.Hessian().Dispose();

    private static SoftmaxRegressionCurvature Make(Unlearn.Learning.Data.Dataset dataset, int points, out double[] row)
    {
        Network network = new SoftmaxRegression().Bind(dataset.FeatureShape, 10);
        using ParameterStack weights = StackTrainer.Initialise(network, [new RandomKey(1729)]);
        row = [.. weights.Flat.data<float>().ToArray().Select(static w => (double)w)];
        return new SoftmaxRegressionCurvature(
            new TrainingData(dataset, network),
            row,
            [.. Enumerable.Range(0, points)]
        );
    }
}
