using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;

namespace Unlearn.Learning.Models.Language;

/// <summary>
/// A GPT-2 (Radford et al. 2019, section 2.3): learnt positions, LayerNorm before each layer, GELU in its tanh form, the head is the embedding.
/// Sizes are given, or come from the folder that <see cref="Weights"/> names.
/// </summary>
[Model("gpt2")]
[Serves(typeof(ITextSource), Reason = "it answers which token comes next")]
public sealed record Gpt2 : ITextModel
{
    /// <summary>Numbers in a token's state. Default 64.</summary>
    [Range(1, 65_536)]
    public int Width { get; init; } = 64;

    /// <summary>Number of blocks. Default 4.</summary>
    [Range(1, 256)]
    public int Blocks { get; init; } = 4;

    /// <summary>Heads; they divide the width. Default 4.</summary>
    [Range(1, 1024)]
    public int Heads { get; init; } = 4;

    /// <summary>Width of the feed-forward layers; 0: four times the width (default).</summary>
    [Range(0, 1_048_576)]
    public int FeedForward { get; init; }

    /// <summary>Tokens that the model has rows for, at least those of the tokenizer; 0: as many (default).</summary>
    [Range(0, 16_777_216)]
    public int Vocabulary { get; init; }

    /// <summary>Positions that are learnt, at least the longest sequence; 0: as many as that (default).</summary>
    [Range(0, 1_048_576)]
    public int Positions { get; init; }

    /// <summary>What is added to variances before their root is taken. Default 1e-5.</summary>
    [Range(1e-12, 1.0)]
    public double Epsilon { get; init; } = 1e-5;

    /// <inheritdoc />
    [NotInKeys]
    public string Weights { get; init; } = "";

    /// <summary><see cref="FeedForward"/> as it is.</summary>
    internal int Inner => FeedForward == 0 ? 4 * Width : FeedForward;

    /// <inheritdoc />
    public TokenNetwork Bind(int vocabulary, int context) =>
        Width % Heads != 0
            ? throw new InputException(
                $"The heads of gpt2 divide its width: {Heads} do not divide {Width}; {Heads * Math.Max(1, Width / Heads)} is near."
            )
        : Positions > 0 && Positions < context
            ? throw new InputException(
                $"gpt2 has {Positions} positions and the longest sequence {context} tokens; shorten the rows (`context` of the dataset)."
            )
        : new Gpt2Network(this, ModelVocabulary.Of(Vocabulary, vocabulary), context);
}
