using System.Diagnostics;
using Unlearn.Learning.Native;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Native;

/// <summary>The sums and products of the binding itself fail here within seconds.</summary>
public sealed class KeptScalarsTests
{
    [Test]
    [Category("Slow")]
    public void Arithmetic_survives_garbage_collections_at_any_moment()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        using Tensor two = tensor(Enumerable.Repeat(2f, 64).ToArray());
        using Tensor three = tensor(Enumerable.Repeat(3f, 64).ToArray());
        collector.Start();
        try
        {
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < TimeSpan.FromSeconds(4))
            {
                using Tensor sum = three.Plus(two);
                using Tensor difference = sum.Minus(three);
                using Tensor product = difference.Times(4.0);
                using Tensor shifted = product.Plus(1.0);
                shifted.Gain(two).Lose(three);
                using Tensor bounded = shifted.AtMost(7.5).AtLeast(7.0);

                Assert.That(bounded.data<float>()[5], Is.EqualTo(7.5f));
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }
}
