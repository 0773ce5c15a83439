using static TorchSharp.torch;

namespace Unlearn.Learning.Models.Language;

/// <summary>Sees the hidden states that leave a block, and may put others in their place.</summary>
/// <param name="block">The block, 0-based.</param>
/// <param name="hidden">[B, T, width].</param>
/// <returns>What the next block reads: the same, where nothing is to change.</returns>
internal delegate Tensor BlockHook(int block, Tensor hidden);
