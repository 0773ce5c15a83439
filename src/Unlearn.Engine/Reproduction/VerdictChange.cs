using Unlearn.Verification.Verdicts;

namespace Unlearn.Engine.Reproduction;

/// <summary>A row whose verdict is another one in the second run.</summary>
/// <param name="Setting">Dataset, model and scenario.</param>
/// <param name="Row">The row's id.</param>
/// <param name="First">The verdict of the first run.</param>
/// <param name="Second">The verdict of the second run.</param>
public sealed record VerdictChange(string Setting, string Row, Verdict First, Verdict Second);
