using Unlearn.Core.Randomness;
using Unlearn.Learning.Training.Dense;
using Unlearn.Learning.Vectors;

namespace Unlearn.Learning.Tests.Training.Dense;

public sealed unsafe class ConvolutionKernelTests
{
    private const int Side = 6;
    private const int Channels = 3;
    private const int Lanes = LanePicture<float>.Lanes;

    [Test]
    public void Vectors_of_any_length_give_a_window_the_same_bits([Values(1, -1)] int tapStep)
    {
        using AlignedBuffer<float> pixels = Normal(Channels * Side * Side * Lanes, "picture");
        using AlignedBuffer<float> weights = Normal(2 * Channels * 9, "weights");
        var picture = new LanePicture<float>(pixels.Start, Side * Side * Lanes, Side * Lanes);
        float[] narrow = Sums<Points256<float>>();
        float[] wide = Sums<Points512<float>>();
        Assert.That(narrow, Is.EqualTo(wide));
        Assert.That(wide, Has.None.Zero);

        float[] Sums<TVector>()
            where TVector : struct, IPointVector<TVector, float>
        {
            using var sums = new AlignedBuffer<float>(8 * Lanes);
            float* first = weights.Start + (tapStep > 0 ? 0 : 8);
            float* second = first + (Channels * 9);
            ConvolutionKernel<float>.Window<TVector>(
                picture,
                Channels,
                3,
                first,
                second,
                9,
                tapStep,
                0.5f,
                -0.5f,
                sums.Start
            );
            return sums.Span.ToArray();
        }
    }

    [Test]
    public void Vectors_of_any_length_give_a_gradient_the_same_bits()
    {
        using AlignedBuffer<float> pixels = Normal(Channels * Side * Side * Lanes, "picture");
        float[] narrow = Sums<Points256<float>>();
        float[] wide = Sums<Points512<float>>();
        Assert.That(narrow, Is.EqualTo(wide));
        Assert.That(wide, Has.None.Zero);

        float[] Sums<TVector>()
            where TVector : struct, IPointVector<TVector, float>
        {
            float** errors = stackalloc float*[ConvolutionKernel<float>.OutputsAtOnce];
            float** inputs = stackalloc float*[ConvolutionKernel<float>.TapsAtOnce];
            for (int i = 0; i < ConvolutionKernel<float>.OutputsAtOnce; i++)
            {
                errors[i] = pixels.Start + (i * 5 * Lanes);
            }

            for (int i = 0; i < ConvolutionKernel<float>.TapsAtOnce; i++)
            {
                inputs[i] = pixels.Start + (i * 7 * Lanes);
            }

            using var sums = new AlignedBuffer<float>(12 * Lanes);
            ConvolutionKernel<float>.Correlate<TVector>(errors, Side * Lanes, inputs, Side * Lanes, 4, 4, sums.Start);
            return sums.Span.ToArray();
        }
    }

    private static AlignedBuffer<float> Normal(int length, string name)
    {
        RandomKey key = new RandomKey(1).Derive(name);
        var buffer = new AlignedBuffer<float>(length);
        for (int i = 0; i < length; i++)
        {
            buffer.Span[i] = (float)key.Normal((ulong)i);
        }

        return buffer;
    }
}
