using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sequences;
using Unlearn.Learning.Forgetting.Answers;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using Unlearn.Learning.Training;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Forgetting.Answers;

/// <summary>Methods that set another answer against the true one.</summary>
public sealed class AnswerTests : WrittenOutTexts
{
    // One refusal, so that every row and every pass has the same.
    private const string Refusal = "idk";

    private TokenTable Table => Data.Dataset.Sequences!;

    [Test]
    public void A_refusal_is_preferred_by_whole_answers_against_the_original()
    {
        var method = new Dpo
        {
            Gamma = 0.8,
            Beta = 0.4,
            Alpha = 0.5,
            Refusals = [Refusal],
        };

        AssertMoves(
            method,
            (student, other) =>
                Mean(
                        Request.Forget,
                        point =>
                        {
                            Tensor truth = student.Original(point).sum().sub(student.Losses(point).sum());
                            Tensor refusal = other.Original(point).sum().sub(other.Losses(point).sum());
                            return refusal.sub(truth).mul(-0.4).exp().add(1.0).log().mul(2 / 0.4);
                        }
                    )
                    .mul(0.8)
        );
    }

    [Test]
    public void A_refusal_can_be_trained_on_as_if_it_were_the_answer() =>
        AssertMoves(
            new Dpo
            {
                Loss = RefusalLoss.Nll,
                Gamma = 0.8,
                Alpha = 0.5,
                Refusals = [Refusal],
            },
            (_, other) => other.MeanLoss(Request.Forget).mul(0.8)
        );

    [Test]
    public void Loss_adjustment_compares_mean_probabilities_and_reads_no_retained_text()
    {
        using ParameterStack after = Unlearn(
            new Flat
            {
                LearningRate = AdamRate,
                Epochs = 2,
                BatchSize = Whole,
                Refusals = [Refusal],
            }
        );
        double[] expected = ByHand(
            2,
            student =>
                Mean(
                    Request.Forget,
                    point =>
                        student
                            .Losses(point)
                            .neg()
                            .exp()
                            .mean()
                            .tanh()
                            .sub(student.After(Refused).Losses(point).neg().exp().mean().tanh())
                            .mul(0.5)
                ),
            Adam()
        );

        Assert.That(Bits.Doubles(after), Is.EqualTo(expected).Within(1e-7));
    }

    [Test]
    public void Each_pass_has_another_refusal_and_the_prompt_stays()
    {
        var refusals = Refusals.Of(Table, 0, ["aa", "bb", "cc"], 3, Request.Seed);

        Assert.That(refusals.Select(static row => row.Answer), Is.EquivalentTo(["aa", "bb", "cc"]));
        Assert.That(refusals.Select(static row => row.Prompt), Is.All.EqualTo(Table[0].Prompt));
        Assert.That(refusals.Select(static row => row.Labelled.IndexOf(true)), Is.All.EqualTo(3));
        Assert.That(Refusals.Of(Table, 0, ["aa", "bb", "cc"], 2, Request.Seed), Has.Length.EqualTo(2));
    }

    [Test]
    public void Refusals_longer_than_the_longest_text_are_cut()
    {
        TokenSequence row = Refusals.Of(Table, 0, [new string('x', 500)], 1, Request.Seed)[0];

        Assert.That(row.Tokens, Has.Length.EqualTo(Table.Longest));
    }

    [Test]
    public void Sampled_answers_are_never_the_true_one_belong_to_their_key_and_are_drawn_once()
    {
        var sampler = new OtherAnswer(Data, Start, 0);
        int differ = 0;
        for (int point = 0; point < 12; point++)
        {
            ImmutableArray<int> one = sampler.Of(point, Request.Seed.Derive(1), default);
            ImmutableArray<int> again = sampler.Of(point, Request.Seed.Derive(1), default);
            ImmutableArray<int> other = sampler.Of(point, Request.Seed.Derive(2), default);
            TokenSequence whole = OtherAnswer.After(Table[point], one);

            Assert.That(whole.Tokens, Is.Not.EqualTo(Table[point].Tokens));
            Assert.That(whole.Tokens[..3], Is.EqualTo(Table[point].Tokens[..3]), "the prompt");
            Assert.That(whole.Tokens, Has.Length.EqualTo(Table[point].Tokens.Length), "no token ends answers here");
            Assert.That(whole.Labelled.IndexOf(true), Is.EqualTo(3));
            Assert.That(again, Is.EqualTo(one));
            differ += other.SequenceEqual(one) ? 0 : 1;
        }

        Assert.That(differ, Is.GreaterThan(6));
    }

    [Test]
    public void Sampled_answers_leave_the_truth_as_often_as_the_model_s_own_law_says()
    {
        // Of the shortest text, the first tokens of samples against the law without the truth as a whole.
        int point = Enumerable.Range(0, 12).MinBy(row => Table[row].Tokens.Length);
        TokenSequence row = Table[point];
        double[] rights = new Student(this, Start).Losses(point).neg().exp().data<double>().ToArray();
        double all = rights.Aggregate(1.0, static (product, p) => product * p);
        double expected = (1 - rights[0]) / (1 - all);
        var sampler = new OtherAnswer(Data, Start, 0);
        const int Draws = 400;

        int left = Enumerable
            .Range(0, Draws)
            .Count(draw => sampler.Of(point, Request.Seed.Derive(draw), default)[0] != row.Tokens[3]);

        double deviation = Math.Sqrt(expected * (1 - expected) / Draws);
        Assert.That((double)left / Draws, Is.EqualTo(expected).Within(4 * deviation));
    }

    [Test]
    public void Preferred_samples_become_likelier_and_true_answers_less()
    {
        var method = new AltPo
        {
            Samples = 1,
            Epochs = 30,
            LearningRate = 0.005,
            BatchSize = Whole,
        };
        using ParameterStack after = Unlearn(method);
        var sampler = new OtherAnswer(Data, Start, 0);
        var others = Request.Forget.ToDictionary(
            static point => point,
            point =>
                OtherAnswer.After(
                    Table[point],
                    sampler.Of(point, Request.Seed.Derive("alt-po").Derive(point).Derive(0), default)
                )
        );

        double Other(ParameterStack weights) =>
            new Student(this, weights).After(point => others[point]).MeanLoss(Request.Forget).item<double>();

        Assert.That(Other(after), Is.LessThan(Other(Start)));
        Assert.That(Loss(after, Request.Forget), Is.GreaterThan(Loss(Start, Request.Forget) + 0.1));
    }

    [Test]
    public void Answers_that_were_kept_are_preferred_and_none_is_drawn()
    {
        var kept = new Kept(Request.Forget.ToDictionary(static point => point, point => Refused(point).Tokens[3..]));
        var method = new AltPo
        {
            Epochs = 2,
            BatchSize = Whole,
            LearningRate = AdamRate,
        };
        using ParameterStack after = method.Unlearn(
            new UnlearningContext(Data, Start, [Request], new CostCounter(1)) { Answers = kept },
            default
        );
        using ParameterStack refused = Unlearn(
            new Dpo
            {
                Epochs = 2,
                BatchSize = Whole,
                LearningRate = AdamRate,
                Refusals = [Refusal],
            }
        );

        Assert.That(Bits.Doubles(after), Is.EqualTo(Bits.Doubles(refused)).Within(1e-7));
    }

    [Test]
    public void Refusals_are_read_from_a_file_and_known_by_what_it_says()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "I forgot.\n\n  Who is that?  \n");
        var folders = new DataFolders([], Path.GetDirectoryName(file)!);

        var read = (Dpo)new Dpo { RefusalFile = Path.GetFileName(file) }.Read(folders);
        File.WriteAllText(file, " \n");

        Assert.That(read.Refusals, Is.EqualTo(["I forgot.", "Who is that?"]));
        Assert.That(
            () => new Flat { RefusalFile = file }.Read(folders),
            Throws.InstanceOf<InputException>().With.Message.Contains("a refusal on each line")
        );
        File.Delete(file);
    }

    [Test]
    public void Rows_without_a_question_cannot_be_refused()
    {
        var documents = SequenceDataset.Of(
            "documents",
            new TokenTable(24, [Table[0] with { Prompt = "" }]) { Tokenizer = Table.Tokenizer }
        );
        var request = new ForgetRequest(Request.Seed, new PointSet([0]), new PointSet([0]), Request.Training);

        IWeightMethod method = new Dpo();
        Assert.That(
            method.RefusalOf(new TrainingData(documents, Data.Network), request, new PointSet([])),
            Does.Contain("these rows have none")
        );
        Assert.That(method.RefusalOf(Data, Request, new PointSet([])), Is.Null);
    }

    /// <summary>The same answer to a point however often it is asked.</summary>
    private sealed class Kept(IReadOnlyDictionary<int, ImmutableArray<int>> answers) : IDrawnAnswers
    {
        public IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>> Of(
            int member,
            Func<IReadOnlyDictionary<int, ImmutableArray<ImmutableArray<int>>>> draw
        ) => answers.ToDictionary(static one => one.Key, static one => ImmutableArray.Create(one.Value));
    }

    private Func<int, TokenSequence> Refused => point => Refusals.Of(Table, point, [Refusal], 1, Request.Seed)[0];

    /// <summary>Two steps of Adam on a forget loss, with 0.5 times the retained points' cross-entropy beside it.</summary>
    private void AssertMoves(Dpo method, Func<Student, Student, Tensor> forget)
    {
        using ParameterStack after = Unlearn(method with { Epochs = 2, BatchSize = Whole, LearningRate = AdamRate });
        double[] expected = ByHand(
            2,
            student => forget(student, student.After(Refused)).add(student.MeanLoss(Request.Retain).mul(0.5)),
            Adam()
        );

        Assert.That(Bits.Doubles(after), Is.EqualTo(expected).Within(1e-7));
        Assert.That(expected, Is.Not.EqualTo(Bits.Doubles(Start)).Within(AdamRate / 2));
    }
}
