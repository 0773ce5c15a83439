namespace Unlearn.Learning.Models.Language;

/// <summary>Which two values of a head are turned together by rotary positions.</summary>
public enum RotaryConvention
{
    /// <summary>Value i and value i + half of the width: Hugging Face's files.</summary>
    Half,

    /// <summary>Neighbours, values 2i and 2i + 1: the original files and llama2.c's.</summary>
    Interleaved,
}
