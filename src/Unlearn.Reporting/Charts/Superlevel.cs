using ScottPlot;
using SkiaSharp;

namespace Unlearn.Reporting.Charts;

/// <summary>
/// The part of a map where a value is at least a level, as one path: what lies between places of the grid is interpolated along the edges of its cells.
/// One path has no seams between its pieces.
/// </summary>
internal sealed class Superlevel : ScottPlot.Plottables.Rectangle
{
    private readonly IReadOnlyList<double> _across;
    private readonly IReadOnlyList<double> _up;
    private readonly double[,] _values;
    private readonly double _level;

    /// <param name="across">Places of the columns, ascending.</param>
    /// <param name="up">Places of the rows, ascending.</param>
    /// <param name="values">By row and column.</param>
    /// <param name="level">The level.</param>
    public Superlevel(IReadOnlyList<double> across, IReadOnlyList<double> up, double[,] values, double level)
    {
        (_across, _up, _values, _level) = (across, up, values, level);
        (X1, X2, Y1, Y2) = (across[0], across[^1], up[0], up[^1]);
    }

    /// <inheritdoc />
    public override void Render(RenderPack rp)
    {
        using SKPath path = new();
        for (int row = 0; row + 1 < _up.Count; row++)
        {
            int whole = 0;
            for (int column = 0; column + 1 < _across.Count; column++)
            {
                if (IsWhole(row, column))
                {
                    whole++;
                    continue;
                }

                Cells(path, row, column - whole, column);
                whole = 0;
                Add(path, Piece(row, column));
            }

            Cells(path, row, _across.Count - 1 - whole, _across.Count - 1);
        }

        using SKPaint paint = new() { IsAntialias = true, Color = FillColor.ToSKColor() };
        rp.Canvas.DrawPath(path, paint);
    }

    private bool IsWhole(int row, int column) =>
        _values[row, column] >= _level
        && _values[row, column + 1] >= _level
        && _values[row + 1, column] >= _level
        && _values[row + 1, column + 1] >= _level;

    private void Cells(SKPath path, int row, int from, int to)
    {
        if (from < to)
        {
            Add(
                path,
                [
                    (_across[from], _up[row]),
                    (_across[to], _up[row]),
                    (_across[to], _up[row + 1]),
                    (_across[from], _up[row + 1]),
                ]
            );
        }
    }

    // Around the cell: its corners above the level, and where its edges cross it.
    private List<(double X, double Y)> Piece(int row, int column)
    {
        (int Row, int Column)[] corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)];
        List<(double, double)> piece = [];
        for (int i = 0; i < 4; i++)
        {
            (int Row, int Column) from = corners[i];
            (int Row, int Column) to = corners[(i + 1) % 4];
            (double before, double after) = (_values[from.Row, from.Column], _values[to.Row, to.Column]);
            if (before >= _level)
            {
                piece.Add((_across[from.Column], _up[from.Row]));
            }

            if (before >= _level != after >= _level)
            {
                double share = (_level - before) / (after - before);
                piece.Add(
                    (
                        _across[from.Column] + (share * (_across[to.Column] - _across[from.Column])),
                        _up[from.Row] + (share * (_up[to.Row] - _up[from.Row]))
                    )
                );
            }
        }

        return piece;
    }

    private void Add(SKPath path, List<(double X, double Y)> corners)
    {
        for (int i = 0; i < corners.Count; i++)
        {
            Pixel at = Axes.GetPixel(new Coordinates(corners[i].X, corners[i].Y));
            (float x, float y) = (MathF.Round(at.X, 1), MathF.Round(at.Y, 1));
            if (i == 0)
            {
                path.MoveTo(x, y);
            }
            else
            {
                path.LineTo(x, y);
            }
        }

        if (corners.Count > 0)
        {
            path.Close();
        }
    }
}
