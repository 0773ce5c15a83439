using TorchSharp;
using Unlearn.Core;
using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Training;
using Unlearn.Verification.Attacks;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals.Tokens;
using static TorchSharp.torch;

namespace Unlearn.Learning.Probing;

/// <summary>
/// Block by block, in how much of the model are forgotten texts erased? The original reads on from the state that leaves a block of the attacked model; how far the
/// answer's mean log-probability falls says what that block lacks, and the same with the retrained model's block says what it should lack (the unlearning depth score).
/// </summary>
/// <remarks>
/// The states of all positions are put in the original's place, prompt included, and the true tokens are read. Blocks of the retrained model that lack at most 0.05 nats do not
/// count, and a text without another is left out.
/// </remarks>
[VerificationAttack("unlearning-depth")]
[Serves(typeof(ITextPoints), Reason = "it reads on from states between blocks")]
public sealed record UnlearningDepthProbe : IModelProbe
{
    private const int Rows = 8;

    private static readonly FigureKind Depth = new(
        "unlearning-depth",
        "Unlearning depth",
        "Share of what the retrained model's blocks lack of a forgotten text that the model's blocks lack too: mean over texts. 1 is as erased as retrained, 0 is nothing erased."
    )
    {
        Reading = Reading.FamiliarWhenLow,
        Scale = FigureScale.Rate,
    };

    private static readonly FigureKind Fall = new(
        "retrained-fall",
        "Fall with retrained blocks",
        "How far a forgotten answer's mean log-probability falls with the one of the retrained model's blocks that lacks most: mean over texts. Near 0 there is nothing to erase."
    )
    {
        Unit = Units.Nats,
        Direction = Direction.None,
    };

    /// <inheritdoc />
    public IReadOnlyList<FigureKind> Kinds => [Depth, Fall];

    /// <inheritdoc />
    public AttackEvidence Probe(ProbeInput input, CancellationToken cancellationToken)
    {
        if (input.Data is not { Network: TransformerNetwork network, Dataset.Sequences: { } table })
        {
            throw new InputException(
                "'unlearning-depth' looks between the blocks of a transformer; 'llama' and 'gpt2' are ones."
            );
        }

        using IDisposable untracked = no_grad();
        (double? Depth, double Fall)[] texts =
        [
            .. input
                .Request.Forget.Ids.Chunk(Rows)
                .SelectMany(points =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return Chunk(input, network, table, points);
                }),
        ];
        double[] depths = [.. texts.Select(static text => text.Depth).OfType<double>()];
        return new AttackEvidence
        {
            Figures =
            [
                depths.Length == 0
                    ? Depth.NotResolvable("no block of the retrained model lacks anything of a forgotten text")
                    : DistributionFigures.MeanOf(Depth, depths, Depth.Name),
                DistributionFigures.MeanOf(Fall, [.. texts.Select(static text => text.Fall)], Fall.Name),
            ],
        };
    }

    private static List<(double? Depth, double Fall)> Chunk(
        ProbeInput input,
        TransformerNetwork network,
        TokenTable table,
        int[] points
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var batch = SequenceBatch.Gather(table, [points], points.Length, input.Original.Flat.dtype);
        var original = new MemberParameters(input.Original, 0);
        double[] whole = Logs(network, original, batch, table, points, null);
        double[][] retrained = Falls(input.Reference);
        double[][] unlearned = Falls(input.Target);
        return
        [
            .. Enumerable
                .Range(0, points.Length)
                .Select(row => (UnlearningDepth.Of(Of(retrained, row), Of(unlearned, row)), Of(retrained, row).Max())),
        ];

        double[][] Falls(ParameterStack model)
        {
            var states = new List<Tensor>();
            network.Read(
                new MemberParameters(model, 0),
                batch.Inputs.select(0, 0),
                cache: null,
                (_, hidden) =>
                {
                    states.Add(hidden);
                    return hidden;
                }
            );
            return
            [
                .. states.Select(
                    (state, at) =>
                        Logs(network, original, batch, table, points, (block, hidden) => block == at ? state : hidden)
                            .Zip(whole, static (patched, before) => before - patched)
                            .ToArray()
                ),
            ];
        }

        static double[] Of(double[][] falls, int row) => [.. falls.Select(block => block[row])];
    }

    /// <summary>Mean log-probability of the labelled tokens of each point.</summary>
    private static double[] Logs(
        TransformerNetwork network,
        MemberParameters arrays,
        SequenceBatch batch,
        TokenTable table,
        int[] points,
        BlockHook? hook
    )
    {
        Tensor hidden = network.Read(arrays, batch.Inputs.select(0, 0), cache: null, hook);
        Tensor asked = network.Answer(arrays, hidden.flatten(0, 1).index_select(0, batch.Places.select(0, 0)));
        double[] logs = asked
            .to_type(ScalarType.Float64)
            .log_softmax(-1)
            .gather(-1, batch.Labels.select(0, 0).unsqueeze(-1))
            .contiguous()
            .data<double>()
            .ToArray();
        int next = 0;
        return
        [
            .. points.Select(point =>
            {
                int length = table.Labelled(point).Length;
                return TokenScores.Mean(logs.AsSpan((next += length) - length, length));
            }),
        ];
    }
}
