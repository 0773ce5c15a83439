namespace Unlearn.Engine.Ledger;

/// <summary>An answer that was drawn from a model, as the store keeps it.</summary>
/// <param name="Text">Its words, for people; empty where points are tokens without a text.</param>
/// <param name="Tokens">Its tokens, which methods train on: several may have the same words.</param>
internal sealed record DrawnAnswer(string Text, int[] Tokens);
