using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Optimisation;

/// <summary>The loss of each active member, [K], differentiable in the parameters.</summary>
internal delegate Tensor DescentLoss(ParameterStack parameters, DescentBatch batch);
