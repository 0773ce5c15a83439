using Unlearn.Formats.Pictures;

namespace Unlearn.Formats.Tests.Pictures;

public sealed class PictureTests
{
    [Test]
    public void Halving_averages_blocks_of_four()
    {
        var picture = new Picture(1, 2, 4, [0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f]);

        Assert.That(picture.Resize(1, 2).Values, Is.EqualTo([2.5f, 4.5f]));
    }

    [Test]
    public void Parts_of_pixels_count_in_proportion()
    {
        // 3 columns to 2: a new pixel covers one and a half old ones.
        var picture = new Picture(1, 1, 3, [0f, 3f, 9f]);

        Assert.That(picture.Resize(1, 2).Values, Is.EqualTo([1f, 7f]).Within(1e-6f));
    }

    [Test]
    public void Enlarging_by_a_whole_number_repeats_pixels()
    {
        var picture = new Picture(1, 1, 2, [1f, 2f]);

        Assert.That(picture.Resize(2, 4).Values, Is.EqualTo([1f, 1f, 2f, 2f, 1f, 1f, 2f, 2f]).Within(1e-6f));
    }

    [Test]
    public void The_mean_of_each_channel_survives_any_size(
        [Values(1, 2, 5, 7, 13)] int rows,
        [Values(1, 3, 8, 11)] int columns
    )
    {
        float[] values = [.. Enumerable.Range(0, 3 * 7 * 5).Select(static i => (i * 37 % 101) / 101f)];
        var picture = new Picture(3, 7, 5, values);

        Picture resized = picture.Resize(rows, columns);

        using (Assert.EnterMultipleScope())
        {
            for (int channel = 0; channel < 3; channel++)
            {
                Assert.That(
                    resized.Values.Skip(channel * rows * columns).Take(rows * columns).Average(),
                    Is.EqualTo(values.Skip(channel * 35).Take(35).Average()).Within(1e-6)
                );
            }
        }
    }

    [Test]
    public void Grey_weighs_the_channels_and_colour_repeats_grey()
    {
        var colour = new Picture(3, 1, 1, [1f, 0.5f, 0f]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(colour.ToGrey().Values[0], Is.EqualTo(0.299 + (0.5 * 0.587)).Within(1e-6));
            Assert.That(new Picture(1, 1, 2, [1f, 2f]).ToColour().Values, Is.EqualTo([1f, 2f, 1f, 2f, 1f, 2f]));
        }
    }

    [Test]
    public void Names_stand_in_natural_order()
    {
        string[] names = ["s10", "s2", "s1/10", "s1/9", "S1", "s02", "s", "s1a"];

        Assert.That(
            names.Order(NaturalOrder.Instance),
            Is.EqualTo(["S1", "s", "s1/9", "s1/10", "s1a", "s02", "s2", "s10"])
        );
    }
}
