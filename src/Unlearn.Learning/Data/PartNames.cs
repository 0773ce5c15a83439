namespace Unlearn.Learning.Data;

/// <summary>The words that data use for their parts.</summary>
internal static class PartNames
{
    /// <summary>What would be right, for messages.</summary>
    public const string Right = "train, test and population (or validation) are right";

    /// <summary>The part that a word names, upper or lower case; null where it names none.</summary>
    public static DataPart? Find(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[16];
        return word.Length > lower.Length
            ? null
            : lower[..word.ToLowerInvariant(lower)] switch
            {
                "train" or "training" => DataPart.Train,
                "test" or "testing" => DataPart.Test,
                "population" or "val" or "valid" or "validation" => DataPart.Population,
                _ => null,
            };
    }
}
