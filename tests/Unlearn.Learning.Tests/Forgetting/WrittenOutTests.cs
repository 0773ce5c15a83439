using TorchSharp;
using Unlearn.Learning.Forgetting;
using Unlearn.Learning.Forgetting.Descent;
using Unlearn.Learning.Models;
using Unlearn.Learning.Native;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>
/// Losses of methods written out again from their papers, in float64 and with whole sets as batches: teachers that followed their
/// students, divergences of raw logits, means over the wrong axis or class weights on an averaged loss would end elsewhere.
/// </summary>
[TestFixture("mlp")]
[TestFixture("cnn", 3, 4)]
[TestFixture("cnn", 10, 20)]
public sealed class WrittenOutTests(string model, params int[] channels)
{
    private const int Whole = 999;
    private const double Rate = 0.3;
    private const double T = 2.0;

    [Test]
    public void Scrub_ascends_on_the_divergence_from_its_frozen_teacher_then_descends_on_it_and_on_entropy()
    {
        using Setting setting = New();
        ForgetRequest request = setting.Requests[0];
        var scrub = new Scrub
        {
            Alpha = 0.7,
            Gamma = 0.4,
            Temperature = T,
            Epochs = 3,
            AscentEpochs = 2,
            LearningRate = Rate,
            BatchSize = Whole,
            Momentum = 0.0,
        };
        Tensor Ascent(Student student) =>
            Student.Divergence(student.Teacher(request.Forget), student.Logits(request.Forget), T).Times(-1.0);
        Tensor Descent(Student student) =>
            Student
                .Divergence(student.Teacher(request.Retain), student.Logits(request.Retain), T)
                .Times(0.7)
                .Plus(student.Entropy(request.Retain).mean().Times(0.4));

        AssertEnds(setting, scrub, ByHand(setting, Ascent, Descent, Ascent, Descent, Descent));

        // The first ascent starts at the teacher, where the divergence is flat.
        Assert.That(ByHand(setting, Ascent), Is.EqualTo(Bits.Doubles(setting.Originals)).Within(1e-6));
    }

    [Test]
    public void Negative_preference_is_measured_from_the_frozen_original()
    {
        using Setting setting = New();
        ForgetRequest request = setting.Requests[0];
        var npo = new Npo
        {
            Beta = 2.0,
            Alpha = 0.5,
            Epochs = 4,
            LearningRate = Rate,
            BatchSize = Whole,
        };
        Tensor Loss(Student student)
        {
            // p / p0 from cross-entropies, which are -log p.
            Tensor then = student.Entropy(request.Forget, student.Teacher(request.Forget));
            Tensor ratio = then.Minus(student.Entropy(request.Forget)).exp();
            Tensor preference = (ratio * ratio).Plus(1.0).log().mean(); // (2 / beta) log(1 + (p / p0)^beta), beta 2
            return preference.Plus(student.Entropy(request.Retain).mean().Times(0.5));
        }

        AssertEnds(setting, npo, ByHand(setting, Loss, Loss, Loss, Loss));
    }

    [Test]
    public void Negative_gradients_weigh_the_means_of_sets_of_different_sizes()
    {
        using Setting setting = New();
        ForgetRequest request = setting.Requests[0];
        Assert.That(request.Retain.Count, Is.GreaterThan(3 * request.Forget.Count));
        var method = new NegGradPlus
        {
            Alpha = 0.8,
            Epochs = 3,
            LearningRate = Rate,
            BatchSize = Whole,
            Momentum = 0.0,
        };
        Tensor Loss(Student student) =>
            student.Entropy(request.Retain).mean().Times(0.8).Minus(student.Entropy(request.Forget).mean().Times(0.2));

        AssertEnds(setting, method, ByHand(setting, Loss, Loss, Loss));
    }

    [Test]
    public void Bad_teaching_is_the_mean_over_points_of_divergences_from_two_frozen_teachers()
    {
        using Setting setting = New();
        ForgetRequest request = setting.Requests[0];
        var method = new BadTeacher
        {
            Temperature = T,
            Epochs = 3,
            LearningRate = 0.05,
            BatchSize = Whole,
        };
        var context = new UnlearningContext(setting.Data, setting.Originals, setting.Requests, new CostCounter(1));
        using ParameterStack bad = Reinitialise.All(context, static one => one.Seed.Derive("bad-teacher/teacher"));
        Tensor Loss(Student student)
        {
            // One mean over all points, from the sums of both parts.
            Tensor kept = Student.Divergence(student.Teacher(request.Retain), student.Logits(request.Retain), T);
            Tensor gone = Student.Divergence(student.Teacher(bad, request.Forget), student.Logits(request.Forget), T);
            double share = (double)request.Forget.Count / request.Train.Count;
            return kept.Times(1 - share).Plus(gone.Times(share));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor first = zeros([1, setting.Originals.Layout.Width], ScalarType.Float64);
        Tensor second = zeros_like(first);
        int taken = 0;
        Tensor Adam(Tensor gradient)
        {
            taken++;
            first = first.Times(0.9).Plus(gradient.Times(0.1)).MoveToOuterDisposeScope();
            second = second.Times(0.999).Plus((gradient * gradient).Times(0.001)).MoveToOuterDisposeScope();
            Tensor size = second.Times(1 / (1 - Math.Pow(0.999, taken))).sqrt().Plus(1e-8);
            return (first.Times(1 / (1 - Math.Pow(0.9, taken))) / size).Times(-0.05);
        }

        // Adam divides by the root of small squares: single precision shows earlier.
        AssertEnds(setting, method, Student.Walk(setting, [Loss, Loss, Loss], Adam), within: 2e-3);
    }

    [Test]
    public void Class_weights_act_on_points_and_entropies_are_compared_with_the_frozen_original_s()
    {
        using Setting setting = New();
        int[] labels = setting.Data.Dataset.Labels;

        // Unequal classes, or weights would not matter.
        PointSet train = new(setting.Requests[0].Train.Where(point => labels[point] > 0 || point % 4 == 0));
        ForgetRequest request = new(
            setting.Requests[0].Seed,
            train,
            new PointSet(train.Take(3)),
            setting.Requests[0].Training
        );
        setting.Requests = [request];
        var method = new Prmq
        {
            Share = 0.0,
            EntropyWeight = 0.8,
            Epochs = 4,
            LearningRate = 1.0,
            BatchSize = Whole,
            Momentum = 0.0,
        };
        double[] counts =
        [
            .. Enumerable.Range(0, 4).Select(label => (double)request.Retain.Count(point => labels[point] == label)),
        ];
        double mean = request.Retain.Average(point => Math.Pow(counts[labels[point]], -0.1));
        Tensor Loss(Student student)
        {
            Tensor weights = tensor([.. request.Retain.Select(point => Math.Pow(counts[labels[point]], -0.1) / mean)]);
            Tensor gap = Spread(student.Logits(request.Retain)).Minus(Spread(student.Teacher(request.Retain)));
            return (student.Entropy(request.Retain) * weights).mean().Plus((gap * gap).mean().Times(0.8));
        }

        double[] expected = Student.Walk(setting, [Loss, Loss, Loss, Loss], static gradient => gradient.Times(-1.0));

        // The method rounds to half precision at the end.
        AssertEnds(setting, method, expected, within: 2e-3);

        static Tensor Spread(Tensor logits)
        {
            Tensor shares = logits.log_softmax(-1);
            return (shares.exp() * shares).sum(-1, keepdim: false).Times(-1.0);
        }
    }

    /// <summary>Without dead units: Adam would blow rounding up where the gradient is nothing but that.</summary>
    private Setting New() =>
        model == "mlp"
            ? new Setting(1, new Mlp { Hidden = [20], Activation = Activation.Tanh })
            : new Setting(
                1,
                new Cnn
                {
                    Channels = [.. channels],
                    Kernel = 3,
                    Hidden = [],
                    Activation = Activation.Tanh,
                },
                [1, 8, 8]
            );

    private static double[] ByHand(Setting setting, params Func<Student, Tensor>[] losses) =>
        Student.Walk(setting, losses, static gradient => gradient.Times(-Rate));

    /// <summary>Compares with a method's result, which is in single precision.</summary>
    private static void AssertEnds(Setting setting, IWeightMethod method, double[] expected, double within = 2e-5)
    {
        using ParameterStack after = setting.Unlearn(method);

        Assert.That(Bits.Doubles(after), Is.EqualTo(expected).Within(within));
        Assert.That(expected, Is.Not.EqualTo(Bits.Doubles(setting.Originals)).Within(1e-3));
    }
}
