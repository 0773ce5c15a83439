using Unlearn.Core;

namespace Unlearn.Formats.Tests;

/// <summary>Shared assertions.</summary>
internal static class Expect
{
    /// <summary>The action fails with an error for people that holds all the given texts.</summary>
    public static InputException Error(Action action, params string[] texts)
    {
        InputException error = Assert.Throws<InputException>(action)!;
        foreach (string text in texts)
        {
            Assert.That(error.Message, Does.Contain(text));
        }

        return error;
    }
}
