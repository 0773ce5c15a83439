using System.Globalization;

namespace Unlearn.Tests;

/// <summary>
/// Processor time of the calling thread: what else the machine, or this process, has to do at the time does not enter.
/// </summary>
internal static class ThreadTime
{
    private const string Schedule = "/proc/thread-self/schedstat";

    /// <summary>The time that an action took of this thread; the test is skipped where the system does not tell it.</summary>
    public static TimeSpan Of(Action action)
    {
        if (!File.Exists(Schedule))
        {
            Assert.Ignore($"there is no {Schedule} to read a thread's processor time from");
        }

        TimeSpan start = Now();
        action();
        return Now() - start;
    }

    // The first of the numbers is nanoseconds on a processor.
    private static TimeSpan Now() =>
        TimeSpan.FromMicroseconds(
            long.Parse(File.ReadAllText(Schedule).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0
        );
}
