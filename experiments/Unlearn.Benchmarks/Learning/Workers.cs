using Unlearn.Learning.Models;
using Unlearn.Learning.Optimisation;
using Unlearn.Learning.Training;

namespace Unlearn.Benchmarks.Learning;

/// <summary>Two dedicated threads that take members from a shared list, as the engine's workers do.</summary>
internal static class Workers
{
    /// <summary>Trains all members on a number of threads, a chunk of the members at a time.</summary>
    public static void Train(TrainingData data, IReadOnlyList<MemberSpec> members, int workers, int chunk = 1)
    {
        int next = 0;
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, workers)
                .Select(_ => new Thread(() =>
                {
                    var trainer = new StackTrainer();
                    while (true)
                    {
                        int start = Interlocked.Add(ref next, chunk) - chunk;
                        if (start >= members.Count)
                        {
                            return;
                        }

                        MemberSpec[] own = [.. members.Skip(start).Take(chunk)];
                        using ParameterStack trained = trainer.Train(data, own, CancellationToken.None);
                    }
                })),
        ];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
    }
}
