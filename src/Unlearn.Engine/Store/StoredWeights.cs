namespace Unlearn.Engine.Store;

/// <summary>One member's weights as the store keeps them.</summary>
/// <param name="Header">How they came about.</param>
/// <param name="Row">The member's flat row, gaps of the layout zero.</param>
public sealed record StoredWeights(EntryHeader Header, float[] Row);
