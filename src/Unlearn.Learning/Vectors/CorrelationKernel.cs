using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unlearn.Learning.Vectors;

/// <summary>
/// Sums over the places of one picture of error times input: twelve inputs that lie side by side, each with one vector of outputs. Twelve chains hide the latency of a
/// multiply-add and fit into the registers of any processor; every sum is one chain in the order of rows and columns, whatever the vectors' length.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TVector">Outputs that are computed together.</typeparam>
internal static unsafe class CorrelationKernel<T, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct, IPointVector<TVector, T>
{
    /// <summary>Inputs that are computed together.</summary>
    public const int Inputs = 12;

    /// <summary>Computes the sums.</summary>
    /// <param name="errors">Of the outputs at the first place.</param>
    /// <param name="errorStep">Values from one place to the next; rows follow each other.</param>
    /// <param name="inputs">The first input at the first place.</param>
    /// <param name="inputStep">Values from one place to the next.</param>
    /// <param name="inputRow">Values from one row of places to the next.</param>
    /// <param name="rows">Rows to sum over.</param>
    /// <param name="columns">Columns to sum over.</param>
    /// <param name="sums">A vector for each input, one after another.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(
        T* errors,
        int errorStep,
        T* inputs,
        int inputStep,
        int inputRow,
        int rows,
        int columns,
        T* sums
    )
    {
        TVector s0 = default,
            s1 = default,
            s2 = default,
            s3 = default,
            s4 = default,
            s5 = default,
            s6 = default,
            s7 = default,
            s8 = default,
            s9 = default,
            s10 = default,
            s11 = default;
        for (int row = 0; row < rows; row++)
        {
            T* x = inputs + ((nint)row * inputRow);
            for (int column = 0; column < columns; column++)
            {
                TVector error = TVector.Load(errors);
                s0 = TVector.MultiplyAdd(TVector.Create(x[0]), error, s0);
                s1 = TVector.MultiplyAdd(TVector.Create(x[1]), error, s1);
                s2 = TVector.MultiplyAdd(TVector.Create(x[2]), error, s2);
                s3 = TVector.MultiplyAdd(TVector.Create(x[3]), error, s3);
                s4 = TVector.MultiplyAdd(TVector.Create(x[4]), error, s4);
                s5 = TVector.MultiplyAdd(TVector.Create(x[5]), error, s5);
                s6 = TVector.MultiplyAdd(TVector.Create(x[6]), error, s6);
                s7 = TVector.MultiplyAdd(TVector.Create(x[7]), error, s7);
                s8 = TVector.MultiplyAdd(TVector.Create(x[8]), error, s8);
                s9 = TVector.MultiplyAdd(TVector.Create(x[9]), error, s9);
                s10 = TVector.MultiplyAdd(TVector.Create(x[10]), error, s10);
                s11 = TVector.MultiplyAdd(TVector.Create(x[11]), error, s11);
                errors += errorStep;
                x += inputStep;
            }
        }

        s0.Store(sums);
        s1.Store(sums + TVector.Count);
        s2.Store(sums + (2 * TVector.Count));
        s3.Store(sums + (3 * TVector.Count));
        s4.Store(sums + (4 * TVector.Count));
        s5.Store(sums + (5 * TVector.Count));
        s6.Store(sums + (6 * TVector.Count));
        s7.Store(sums + (7 * TVector.Count));
        s8.Store(sums + (8 * TVector.Count));
        s9.Store(sums + (9 * TVector.Count));
        s10.Store(sums + (10 * TVector.Count));
        s11.Store(sums + (11 * TVector.Count));
    }
}
