namespace Unlearn.Learning.Data.Pictures;

/// <summary>One pass over a PNG picture: every so many pixels of every so many rows. A picture that is not interlaced has one.</summary>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Down">Step between rows.</param>
/// <param name="Right">Step between columns.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of pixels in a row.</param>
internal sealed record PngPass(int Row, int Column, int Down, int Right, int Rows, int Columns);
