using Unlearn.Verification.Signals.Tokens;

namespace Unlearn.Verification.Tests.Signals.Tokens;

/// <summary>ROUGE-L by hand, and the stemmer by the examples of Porter's paper and by what NLTK's variant does otherwise.</summary>
[TestFixture]
public sealed class RougeLTests
{
    [TestCase("the cat sat on the mat", "the cat on the mat", 1.0, 5.0 / 6)]
    [TestCase("police killed the gunman", "the gunman kill police", 0.5, 0.5)]
    [TestCase("a b c", "c b a", 1.0 / 3, 1.0 / 3)]
    [TestCase("The Cat!", "the, cat", 1.0, 1.0)]
    [TestCase("x", "", 0.0, 0.0)]
    [TestCase("", "x", 0.0, 0.0)]
    [TestCase("running dogs", "runs dog", 1.0, 1.0)]
    [TestCase("relational", "relate", 1.0, 1.0)]
    [TestCase("caf\u00e9", "caf", 1.0, 1.0)]
    public void Recall_and_precision_are_of_the_longest_common_subsequence(
        string reference,
        string answer,
        double precision,
        double recall
    )
    {
        RougeL found = RougeL.Of(reference, answer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Precision, Is.EqualTo(precision).Within(1e-15));
            Assert.That(found.Recall, Is.EqualTo(recall).Within(1e-15));
            double sum = precision + recall;
            Assert.That(found.F1, Is.EqualTo(sum == 0 ? 0 : 2 * precision * recall / sum).Within(1e-15));
        }
    }

    [Test]
    public void Without_stems_words_have_to_be_the_same() =>
        Assert.That(RougeL.Of("relational", "relate", stems: false).Recall, Is.Zero);

    [TestCase(
        "caresses caress ponies poni caress caress cats cat feed feed agreed agre plastered plaster bled bled motoring motor sing sing"
    )]
    [TestCase(
        "conflated conflat troubled troubl sized size hopping hop tanned tan falling fall hissing hiss fizzed fizz failing fail filing file happy happi"
    )]
    [TestCase(
        "relational relat conditional condit rational ration valenci valenc hesitanci hesit digitizer digit conformabli conform radicalli radic"
    )]
    [TestCase(
        "differentli differ vileli vile analogousli analog vietnamization vietnam predication predic operator oper feudalism feudal"
    )]
    [TestCase(
        "decisiveness decis hopefulness hope callousness callous formaliti formal sensitiviti sensit sensibiliti sensibl"
    )]
    [TestCase(
        "triplicate triplic formative form formalize formal electriciti electr electrical electr hopeful hope goodness good"
    )]
    [TestCase(
        "revival reviv allowance allow inference infer airliner airlin gyroscopic gyroscop adjustable adjust defensible defens irritant irrit"
    )]
    [TestCase(
        "replacement replac adjustment adjust dependent depend adoption adopt homologou homolog communism commun activate activ angulariti angular"
    )]
    [TestCase(
        "homologous homolog effective effect bowdlerize bowdler probate probat rate rate cease ceas controll control roll roll"
    )]
    [TestCase(
        "skies sky dying die news news innings inning proceed proceed ties tie dies die died die denied deni flies fli mules mule enjoy enjoy"
    )]
    [TestCase(
        "owned own humbled humbl meeting meet stating state itemization item sensational sensat traditional tradit colonizer colon plotted plot"
    )]
    [TestCase(
        "as as ally alli logy logi geology geolog using use cried cri crying cri seeing see showing show fixing fix playing play native nativ"
    )]
    [TestCase("activated activ apologized apolog traditionally tradit enjoyment enjoy")]
    public void Stems_are_those_of_the_paper_and_of_the_variant(string pairs)
    {
        string[] words = pairs.Split(' ');
        Assert.That(
            words.Where(static (_, at) => at % 2 == 0).Select(PorterStemmer.Stem),
            Is.EqualTo(words.Where(static (_, at) => at % 2 == 1))
        );
    }
}
