using System.Numerics;

namespace Unlearn.Learning.Training.Dense;

/// <summary>
/// Pictures of a group of <see cref="Lanes"/> points: each place of each channel has the points' numbers side by side, so that whatever
/// is done to one picture is done to all at once, however few channels there are.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="start">The first channel's first row's first place; a border may lie around it.</param>
/// <param name="channel">Values from one channel to the next.</param>
/// <param name="row">Values from one row to the next.</param>
internal readonly unsafe struct LanePicture<T>(T* start, int channel, int row)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Points of a group.</summary>
    public const int Lanes = 16;

    private readonly T* _start = start;

    /// <summary>Values from one channel to the next.</summary>
    public int Channel { get; } = channel;

    /// <summary>Values from one row to the next.</summary>
    public int Row { get; } = row;

    /// <summary>The points' numbers at one place.</summary>
    public T* At(int channel, int row, int column) =>
        _start + ((nint)channel * Channel) + ((nint)row * Row) + ((nint)column * Lanes);

    /// <summary>The same pictures seen from another place.</summary>
    public LanePicture<T> From(int channel, int row, int column) => new(At(channel, row, column), Channel, Row);

    /// <summary>Puts rows of numbers, one for each point, into a picture; lanes without a point become zero.</summary>
    /// <param name="from">The points' numbers channel by channel, row by row.</param>
    /// <param name="stride">Values from one point to the next.</param>
    /// <param name="points">Number of points.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public void Scatter(T* from, int stride, int points, int channels, int rows, int columns)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++, from++)
                {
                    T* to = At(channel, row, column);
                    for (int point = 0; point < points; point++)
                    {
                        to[point] = from[(nint)point * stride];
                    }

                    for (int lane = points; lane < Lanes; lane++)
                    {
                        to[lane] = T.Zero;
                    }
                }
            }
        }
    }

    /// <summary>The reverse of <see cref="Scatter"/>.</summary>
    public void Gather(T* to, int stride, int points, int channels, int rows, int columns)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++, to++)
                {
                    T* from = At(channel, row, column);
                    for (int point = 0; point < points; point++)
                    {
                        to[(nint)point * stride] = from[point];
                    }
                }
            }
        }
    }
}
