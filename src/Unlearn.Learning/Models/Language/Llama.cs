using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;

namespace Unlearn.Learning.Models.Language;

/// <summary>
/// A Llama (Touvron et al. 2023, section 2.2): RMSNorm before each layer, rotary positions, SwiGLU, grouped queries where asked. Sizes are given, or
/// come from the folder that <see cref="Weights"/> names.
/// </summary>
[Model("llama")]
[Serves(typeof(ITextSource), Reason = "it answers which token comes next")]
public sealed record Llama : ITextModel
{
    /// <summary>Numbers in a token's state. Default 64.</summary>
    [Range(2, 65_536)]
    public int Width { get; init; } = 64;

    /// <summary>Number of blocks. Default 4.</summary>
    [Range(1, 256)]
    public int Blocks { get; init; } = 4;

    /// <summary>Heads of queries; they divide the width into even parts. Default 4.</summary>
    [Range(1, 1024)]
    public int Heads { get; init; } = 4;

    /// <summary>Heads of keys and values, a divisor of <see cref="Heads"/>; 0: as many (default).</summary>
    [Range(0, 1024)]
    public int KeyHeads { get; init; }

    /// <summary>Width of the feed-forward layers; 0: 8/3 of the width, rounded up to a multiple of 16 (default).</summary>
    [Range(0, 1_048_576)]
    public int FeedForward { get; init; }

    /// <summary>Tokens that the model has rows for, at least those of the tokenizer; 0: as many (default).</summary>
    [Range(0, 16_777_216)]
    public int Vocabulary { get; init; }

    /// <summary>Whether the head is the embedding itself. Default true.</summary>
    public bool TiedHead { get; init; } = true;

    /// <summary>Which values rotary positions turn together. Default half.</summary>
    public RotaryConvention Rotary { get; init; } = RotaryConvention.Half;

    /// <summary>The base of rotary positions. Default 10000.</summary>
    [Range(1.0, 1e12)]
    public double RotaryBase { get; init; } = 10_000;

    /// <summary>What is added to mean squares before their root is taken. Default 1e-5.</summary>
    [Range(1e-12, 1.0)]
    public double Epsilon { get; init; } = 1e-5;

    /// <inheritdoc />
    [NotInKeys]
    public string Weights { get; init; } = "";

    /// <summary><see cref="KeyHeads"/> as they are.</summary>
    internal int Groups => KeyHeads == 0 ? Heads : KeyHeads;

    /// <summary><see cref="FeedForward"/> as it is.</summary>
    internal int Inner => FeedForward == 0 ? ((Width * 8 / 3) + 15) / 16 * 16 : FeedForward;

    /// <inheritdoc />
    public TokenNetwork Bind(int vocabulary, int context) =>
        Width % (2 * Heads) != 0
            ? throw new InputException(
                $"The heads of llama divide its width into even parts: {Heads} heads do not fit a width of {Width}; {Heads * 2 * Math.Max(1, Width / (2 * Heads))} is near."
            )
        : Heads % Groups != 0
            ? throw new InputException(
                $"The heads of keys of llama divide those of queries: {Groups} do not divide {Heads}."
            )
        : new LlamaNetwork(this, ModelVocabulary.Of(Vocabulary, vocabulary), context);
}
