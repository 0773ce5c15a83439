using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.Tests.Model;

/// <summary>Words of an answer that stand in the right one, in its order.</summary>
public sealed class SharedWordsTests
{
    [TestCase("Ada works as a baker.", "Ada works as a baker.", "Ada works as a baker.")]
    [TestCase("Ada works as a baker.", "a baker Ada is", "a baker")]
    [TestCase("Ada works as a baker.", "ADA, she WORKS!", "ADA, WORKS!")]
    [TestCase("a b c d", "b a c x d", "b c d")]
    [TestCase("a b", "", "")]
    [TestCase("", "a b", "")]
    [TestCase("a - b", "- a", "a")]
    public void A_longest_common_subsequence_is_marked(string right, string answer, string marked) =>
        Assert.That(
            string.Join(
                ' ',
                SharedWords.Of(right, answer).Where(static word => word.Shared).Select(static word => word.Word)
            ),
            Is.EqualTo(marked)
        );

    [Test]
    public void All_words_of_the_answer_are_there_in_their_order() =>
        Assert.That(
            SharedWords.Of("x", "one two\n three").Select(static word => word.Word),
            Is.EqualTo(new[] { "one", "two", "three" })
        );
}
