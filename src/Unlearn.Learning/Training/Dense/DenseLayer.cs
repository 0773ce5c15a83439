namespace Unlearn.Learning.Training.Dense;

/// <summary>Sizes of a layer in packed form.</summary>
/// <param name="Inputs">Numbers that come in.</param>
/// <param name="Outputs">Numbers that go out.</param>
/// <param name="Columns">Length of a row: the outputs, padded to 16.</param>
/// <param name="Offset">Where the layer's weights start.</param>
internal readonly record struct DenseLayer(int Inputs, int Outputs, int Columns, int Offset)
{
    /// <summary>Where they end.</summary>
    public int End => Offset + ((Inputs + 1) * Columns);
}
