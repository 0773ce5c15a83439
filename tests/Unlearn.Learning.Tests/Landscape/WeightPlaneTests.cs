using Unlearn.Core.Randomness;
using Unlearn.Learning.Landscape;
using Unlearn.Learning.Models;

namespace Unlearn.Learning.Tests.Landscape;

public sealed class WeightPlaneTests
{
    private static readonly Network Network = new Mlp { Hidden = [7] }.Bind([5], 3);
    private static readonly RandomKey Random = new(9);

    [Test]
    public void The_three_models_that_span_it_lie_in_it()
    {
        var plane = new WeightPlane(Network.Layout, Model(1), Model(2), Model(3), Random);

        Assert.Multiple(() =>
        {
            Assert.That(plane.Place(Model(1)), Is.EqualTo(new PlanePlace(0, 0, 0)));
            PlanePlace second = plane.Place(Model(2));
            Assert.That(second.Across, Is.LessThan(0), "the first axis runs to the origin");
            Assert.That(second.Up, Is.Zero.Within(1e-6));
            Assert.That(second.Away, Is.Zero.Within(1e-4));
            PlanePlace third = plane.Place(Model(3));
            Assert.That(third.Up, Is.GreaterThan(0));
            Assert.That(third.Away, Is.Zero.Within(1e-4));
            Assert.That(plane.Place(Model(4)).Away, Is.GreaterThan(0.1), "another one does not");
        });
    }

    [Test]
    public void A_place_is_that_of_the_model_which_is_made_for_it()
    {
        var plane = new WeightPlane(Network.Layout, Model(1), Model(2), Model(3), Random);

        PlanePlace place = plane.Place(plane.At(0.4, -1.3));

        Assert.That(place.Across, Is.EqualTo(0.4).Within(1e-5));
        Assert.That(place.Up, Is.EqualTo(-1.3).Within(1e-5));
        Assert.That(
            plane.At(plane.Place(Model(3)).Across, plane.Place(Model(3)).Up),
            Is.EqualTo(Model(3)).Within(1e-5)
        );
    }

    [Test]
    public void Where_two_models_are_one_a_random_direction_spans_the_plane()
    {
        var plane = new WeightPlane(Network.Layout, Model(1), Model(2), Model(1), Random);

        PlanePlace place = plane.Place(plane.At(0, 1));

        Assert.That(place.Up, Is.EqualTo(1).Within(1e-5));
        Assert.That(place.Across, Is.Zero.Within(1e-5));
    }

    private static float[] Model(ulong key)
    {
        var row = new float[Network.Layout.Width];
        Network.Initialise(new RandomKey(key), row);
        return row;
    }
}
