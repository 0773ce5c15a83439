using Unlearn.Learning.Native;

namespace Unlearn.Learning.Tests;

/// <summary>Once for the whole assembly, before anything touches the tensor library.</summary>
[SetUpFixture]
public sealed class TorchSetup
{
    [OneTimeSetUp]
    public void LoadOneThread() => TorchThread.Prepare();
}
