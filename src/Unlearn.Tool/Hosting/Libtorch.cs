using Unlearn.Learning.Native;

namespace Unlearn.Tool.Hosting;

/// <summary>What verbs that use tensors ask for first, so that a broken machine is told plainly.</summary>
internal static class Libtorch
{
    /// <summary>Loads libtorch.</summary>
    /// <exception cref="HostProblemException">It does not work here; the message has the loader's words.</exception>
    public static void Require()
    {
        TorchStatus torch = TorchStatus.Probe();
        if (!torch.Works)
        {
            throw new HostProblemException(
                $"libtorch {torch.Version} does not work here (`unlearn doctor` says more): {torch.How}"
            );
        }
    }
}
