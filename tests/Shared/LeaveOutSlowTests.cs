using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

[assembly: Unlearn.Tests.LeaveOutSlowTests]

namespace Unlearn.Tests;

/// <summary>
/// Tests marked <c>[Category("Slow")]</c> run where <c>UNLEARN_SLOW=1</c> or <c>CI=true</c> is set; elsewhere they are skipped
/// with a reason, so that a plain <c>dotnet test</c> stays a quick inner loop.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class LeaveOutSlowTestsAttribute : NUnitAttribute, IApplyToTest
{
    private const string Category = "Slow";

    /// <summary>Called once for the assembly's suite, after its tests were collected.</summary>
    public void ApplyToTest(Test test)
    {
        if (!IsSet("UNLEARN_SLOW") && !IsSet("CI"))
        {
            LeaveOut(test);
        }
    }

    private static void LeaveOut(Test test)
    {
        if (test.Properties[PropertyNames.Category].Contains(Category) && test.RunState == RunState.Runnable)
        {
            test.RunState = RunState.Skipped;
            test.Properties.Set(PropertyNames.SkipReason, "slow: set UNLEARN_SLOW=1 to run it");
        }

        foreach (Test child in test.Tests.OfType<Test>())
        {
            LeaveOut(child);
        }
    }

    private static bool IsSet(string variable) =>
        Environment.GetEnvironmentVariable(variable) is "1" or "true" or "True";
}
