using Unlearn.Formats.Json;

namespace Unlearn.Engine.Planning;

/// <summary>One answer of a stream of requests.</summary>
/// <param name="Model">The model after it.</param>
/// <param name="Part">Digest of the points that were asked for.</param>
internal sealed record AnswerInputs(CanonicalText Model, string Part);
