using System.Collections.Immutable;
using System.Globalization;
using Unlearn.Core;
using static TorchSharp.torch;

namespace Unlearn.Learning.Models;

/// <summary>Where each named array of parameters lies in a member's flat row.</summary>
public sealed record ParameterLayout
{
    /// <summary>Values between starts of arrays: 16 floats are one cache line and keep batched products bit-stable.</summary>
    public const int Alignment = 16;

    private ParameterLayout(ImmutableArray<ParameterShape> parameters, int width)
    {
        Parameters = parameters;
        Width = width;
    }

    /// <summary>The arrays in order.</summary>
    public ImmutableArray<ParameterShape> Parameters { get; }

    /// <summary>Length of a member's flat row, gaps included; gaps stay zero.</summary>
    public int Width { get; }

    /// <summary>Number of real parameters, gaps and running statistics left out.</summary>
    public int Count => Parameters.Where(static p => p.Trainable).Sum(static p => p.Count);

    /// <summary>Whether an optimiser may act on all of it: no array holds running statistics.</summary>
    internal bool IsTrainable => Parameters.All(static p => p.Trainable);

    /// <summary>Lays arrays out one after another.</summary>
    /// <exception cref="InputException">They have more values than one array of the runtime.</exception>
    public static ParameterLayout Of(IEnumerable<(string Name, ImmutableArray<int> Shape, bool Trainable)> arrays)
    {
        var parameters = ImmutableArray.CreateBuilder<ParameterShape>();
        int offset = 0;
        foreach ((string name, ImmutableArray<int> shape, bool trainable) in arrays)
        {
            double size = offset + Alignment + shape.Aggregate(1.0, static (product, length) => product * length);
            if (size > Array.MaxLength)
            {
                throw new InputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The model is too large: with {name} [{string.Join(", ", shape)}] it has {size:N0} parameters or more, {Array.MaxLength:N0} are the most."
                    )
                );
            }

            var parameter = new ParameterShape(name, shape, offset, trainable);
            parameters.Add(parameter);
            offset += parameter.Padded;
        }

        return new ParameterLayout(parameters.ToImmutable(), offset);
    }

    /// <summary>The array of that name.</summary>
    public ParameterShape this[string name] => Parameters.First(p => p.Name == name);

    /// <summary>1 where an optimiser may act, 0 in gaps and running statistics, [width].</summary>
    internal Tensor TrainableRow(ScalarType type)
    {
        var row = new float[Width];
        foreach (ParameterShape parameter in Parameters.Where(static parameter => parameter.Trainable))
        {
            row.AsSpan(parameter.Offset, parameter.Count).Fill(1.0f);
        }

        return tensor(row, type);
    }
}
