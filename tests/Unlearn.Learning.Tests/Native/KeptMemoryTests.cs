using System.Globalization;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Native;

[Platform("Linux")]
public sealed class KeptMemoryTests
{
    private const long Values = 4_000_000;
    private const int Times = 20;

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

        // Anew each time they would be a fault for each page.
        Assert.That(faults, Is.LessThan(Values * sizeof(float) / Environment.SystemPageSize));
    }

    private static void Make()
    {
        for (int i = 0; i < Times; i++)
        {
            using Tensor values = zeros(Values);
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
