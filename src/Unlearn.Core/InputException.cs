namespace Unlearn.Core;

/// <summary>
/// Something that a person gave is wrong: a file, a cell, an option. The message says what is wrong, where, and what would
/// be right; hosts print it without a stack trace and exit with code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>An error without a position.</summary>
    public InputException(string message)
        : base(message) => Words = message;

    /// <summary>An error in a file.</summary>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="file">The file as the person knows it.</param>
    /// <param name="line">The line, counted from 1; 0 where the file has no lines.</param>
    /// <param name="innerException">What caused it, for the log.</param>
    public InputException(string message, string file, int line = 0, Exception? innerException = null)
        : base(line > 0 ? $"{file}({line}): {message}" : $"{file}: {message}", innerException)
    {
        Words = message;
        File = file;
        Line = line;
    }

    /// <summary>What is wrong and what would be right, without the place that <see cref="Exception.Message"/> begins with.</summary>
    public string Words { get; }

    /// <summary>The file, or null.</summary>
    public string? File { get; }

    /// <summary>The line, counted from 1; 0 where unknown.</summary>
    public int Line { get; }
}
