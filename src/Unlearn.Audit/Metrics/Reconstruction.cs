using System.ComponentModel.DataAnnotations;
using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Attacks.Reconstruction;
using Unlearn.Verification.Audits;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit.Metrics;

/// <summary>
/// The deleted row from the weights of a linear or softmax regression before and after the deletion (Bertran et al. 2024).
/// With the truth it is judged beside the nearest row that anyone could have guessed.
/// </summary>
[AuditMetric("reconstruction")]
internal sealed record Reconstruction : IAuditMetric
{
    /// <summary>The model.</summary>
    public ReconstructionKind Kind { get; init; } = ReconstructionKind.Linear;

    /// <summary>The penalty of the objective.</summary>
    [Range(0.0, 1e9)]
    public double Lambda { get; init; }

    /// <summary>The column that is 1 in every row and gives the scale; -1 if there is none.</summary>
    [Range(-1, int.MaxValue)]
    public int Constant { get; init; } = -1;

    /// <summary>Softmax only: number of retained rows behind the weights after; 0 takes the number of rows given.</summary>
    [Range(0, int.MaxValue)]
    public int Retained { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ArrayNeed> Arrays { get; } =
    [
        ArrayNeed.Of("weights_before", "columns, or classes x columns"),
        ArrayNeed.Of("weights_after", "columns, or classes x columns"),
        ArrayNeed.Of("rows", "rows x columns: the retained rows, or public ones"),
        ArrayNeed.Optional("truth", "columns: the deleted row"),
        ArrayNeed.Optional("public_rows", "rows x columns: what the baseline may guess; else 'rows'"),
    ];

    /// <inheritdoc/>
    public AuditResult Evaluate(ArraySet arrays)
    {
        double[][] rows = arrays.Rows("rows", listIsRow: true);
        if (Constant >= rows[0].Length)
        {
            throw new InputException(
                $"'constant' is {Constant}, but 'rows' has {rows[0].Length} columns, counted from 0."
            );
        }

        Reconstructed found = Recover(arrays, rows);
        var figures = new List<Figure>();
        if (arrays.Has("truth"))
        {
            double[][] guesses = arrays.Has("public_rows") ? arrays.Rows("public_rows", listIsRow: true) : rows;
            if (guesses[0].Length != found.Row.Length)
            {
                throw new InputException(
                    $"'public_rows' has {guesses[0].Length} columns, 'rows' {found.Row.Length}: they must agree."
                );
            }

            var quality = ReconstructionQuality.Of(found.Row, arrays.Vector("truth"), guesses);
            double cosine = found.Signed ? quality.Cosine : Math.Abs(quality.Cosine);
            figures.Add(Make("cosine", cosine, "cosine", guesses.Length));
            figures.Add(Make("nearest-public-cosine", quality.BaselineCosine, "cosine", guesses.Length));
            if (found.Scaled)
            {
                figures.Add(Make("mean-squared-error", quality.MeanSquaredError, "squared columns", guesses.Length));
            }

            figures.Add(
                Make(
                    "nearest-public-mean-squared-error",
                    quality.BaselineMeanSquaredError,
                    "squared columns",
                    guesses.Length
                )
            );
        }

        if (found.Label is { } label)
        {
            figures.Add(Make("recovered-label", label, "class", 1));
        }

        return new AuditResult
        {
            Figures = figures,
            Vectors = new Dictionary<string, double[]> { ["row"] = found.Row },
            Notes =
            [
                found.Scaled ? "the scale is that of the constant column"
                : found.Signed ? "only the direction is known: unit length"
                : "only the axis is known: unit length, and neither sign is likelier; the cosine is given without its sign",
            ],
        };
    }

    private Reconstructed Recover(ArraySet arrays, double[][] rows)
    {
        double[] before = arrays.Values("weights_before");
        double[] after = arrays.Values("weights_after");
        if (Kind == ReconstructionKind.Linear)
        {
            return LinearReconstruction.Recover(rows, Lambda, before, after, Constant);
        }

        NamedArray weights = arrays.Require("weights_before");
        return weights.Shape.Count == 2
            ? SoftmaxReconstruction.FromWeights(
                rows,
                Retained > 0 ? Retained : rows.Length,
                before,
                after,
                weights.Shape[0],
                Lambda,
                Constant
            )
            : throw new InputException($"'weights_before' has shape {weights.ShapeText}, expected classes x columns.");
    }

    private static Figure Make(string name, double value, string unit, int count) =>
        new()
        {
            Name = name,
            Value = value,
            Unit = unit,
            Direction = Direction.None,
            Count = count,
        };
}
