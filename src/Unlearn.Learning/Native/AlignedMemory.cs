using static TorchSharp.torch;

namespace Unlearn.Learning.Native;

/// <summary>Memory of libtorch's own for values that came from an array.</summary>
internal static class AlignedMemory
{
    /// <summary>
    /// A copy in libtorch's memory, which starts on a cache line. A tensor made from an array stays in the array's memory, wherever
    /// the collector put it, and matrix products sum in another order there: other last bits from run to run.
    /// </summary>
    public static Tensor Aligned(this Tensor values) => values.clone();
}
