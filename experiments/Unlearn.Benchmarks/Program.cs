using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Unlearn.Benchmarks;
using Unlearn.Benchmarks.Learning;

if (args is ["check"])
{
    return SpeedCheck.Run();
}

if (args is ["networks"])
{
    return NetworkSpeed.Run();
}

if (args is ["tuning"])
{
    return TuningSpeed.Run();
}

if (args is ["texts", var peer])
{
    return TextSpeed.Run(peer);
}

// A busy machine may need more than the two minutes that a generated project has to build by default.
BenchmarkSwitcher
    .FromAssembly(typeof(Program).Assembly)
    .Run(
        args,
        DefaultConfig
            .Instance.WithArtifactsPath(Path.Combine("artifacts", "benchmarks"))
            .WithBuildTimeout(TimeSpan.FromMinutes(10))
    );
return 0;
