using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Native;

[Platform("Linux")]
public sealed class KeptMemoryTests
{
    private const long Values = 2_000_000;
    private const int Layers = 12;
    private const int Passes = 5;

    [Test]
    public void Tensors_of_megabytes_get_the_pages_of_those_that_were_freed()
    {
        long faults = 0;
        var worker = new Thread(() =>
        {
            Make();
            long before = Faults();
            Make();
            faults = Faults() - before;
        });
        worker.Start();
        worker.Join();

        // By itself the C library returned and took anew a third of a pass's pages over these passes.
        long pages = Values * sizeof(float) * Layers / Environment.SystemPageSize;
        Assert.That(faults, Is.LessThan(pages / 10));
    }

    /// <summary>As the activations of a pass are: many at once, then none.</summary>
    private static void Make()
    {
        for (int i = 0; i < Passes; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            for (int layer = 0; layer < Layers; layer++)
            {
                zeros(Values);
            }
        }
    }

    /// <summary>Pages that the system had to give this thread: the tenth number of its line, counted from behind the name.</summary>
    private static long Faults()
    {
        string line = File.ReadAllText("/proc/thread-self/stat");
        string[] numbers = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(numbers[7], CultureInfo.InvariantCulture);
    }
}
