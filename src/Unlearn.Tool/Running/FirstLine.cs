namespace Unlearn.Tool.Running;

/// <summary>Shortens reasons for the terminal: native libraries append their call stacks; the run's files keep them whole.</summary>
internal static class FirstLine
{
    /// <summary>The text up to the first line break.</summary>
    public static string Of(string text) => text.Split('\n', 2)[0].TrimEnd();
}
