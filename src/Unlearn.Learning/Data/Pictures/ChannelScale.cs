namespace Unlearn.Learning.Data.Pictures;

/// <summary>Turns the bytes of a channel into numbers.</summary>
/// <param name="Mean">Of each channel, in units of 0..1.</param>
/// <param name="Deviation">Of each channel, in units of 0..1.</param>
internal sealed record ChannelScale(float[] Mean, float[] Deviation)
{
    /// <summary>ImageNet's constants.</summary>
    public static ChannelScale Imagenet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>CIFAR-10's training images.</summary>
    public static ChannelScale Cifar10 { get; } =
        new([0.49139968f, 0.48215841f, 0.44653091f], [0.24703223f, 0.24348513f, 0.26158784f]);

    /// <summary>CIFAR-100's training images.</summary>
    public static ChannelScale Cifar100 { get; } =
        new([0.50707516f, 0.48654887f, 0.44091784f], [0.26733429f, 0.25643846f, 0.27615047f]);

    /// <summary>The value of each of the 256 bytes in each of three channels.</summary>
    /// <param name="normalisation">The rule.</param>
    /// <param name="own">The dataset's own constants.</param>
    public static float[][] Tables(Normalisation normalisation, ChannelScale own)
    {
        ChannelScale? scale = normalisation switch
        {
            Normalisation.Imagenet => Imagenet,
            Normalisation.Cifar => own,
            _ => null,
        };
        float divisor = normalisation == Normalisation.None ? 1f : 255f;
        var tables = new float[3][];
        for (int channel = 0; channel < 3; channel++)
        {
            tables[channel] = new float[256];
            for (int value = 0; value < 256; value++)
            {
                float unit = value / divisor;
                tables[channel][value] = scale is null ? unit : (unit - scale.Mean[channel]) / scale.Deviation[channel];
            }
        }

        return tables;
    }
}
