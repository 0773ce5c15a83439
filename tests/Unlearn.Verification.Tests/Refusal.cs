using Unlearn.Core;

namespace Unlearn.Verification.Tests;

/// <summary>That an input is refused, in just these words.</summary>
internal static class Refusal
{
    public static void Refused(Func<object?> act, string words) => Refused((Action)(() => act()), words);

    public static void Refused(Action act, string words) =>
        Assert.That(act, Throws.TypeOf<InputException>().With.Message.EqualTo(words));
}
