namespace Unlearn.Tool.Hosting;

/// <summary>The machine is in the way (a library does not load, a folder cannot be written); exit code 4.</summary>
/// <param name="message">What does not work and what would help.</param>
/// <param name="innerException">What the system said, if anything.</param>
internal sealed class HostProblemException(string message, Exception? innerException = null)
    : Exception(message, innerException);
