using System.Text.RegularExpressions;
using Unlearn.Reporting.Certificates;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Reporting.Tests.Certificates;

/// <summary>The page to print.</summary>
public sealed partial class CertificatePageTests
{
    private static readonly string Page = CertificatePage.Render(MockCertificate.Of());

    [TestCase("Request R-17")]
    [TestCase("40 of 1,078 training points")]
    [TestCase("2026-11-29")]
    [TestCase("Verdict: traces left.")]
    [TestCase("0.870 to 0.910")]
    [TestCase("What this does not cover")]
    [TestCase("the weights of bbbbbbbbbbbbbbbb (answered before), bit for bit")]
    [TestCase("1 further models learned from the points for comparison only")]
    [TestCase("and 10 more, all of them in the JSON form")]
    [TestCase("21,500 gradients")]
    [TestCase("3333333333333333333333333333333333333333333333333333333333333333")]
    public void It_says(string words) => Assert.That(Page, Does.Contain(words));

    [Test]
    public void What_was_measured_is_never_called_proved() => Assert.That(Proved().IsMatch(Page), Is.False);

    [Test]
    public void It_asks_nothing_of_a_network_and_runs_no_script() =>
        Assert.That(Page, Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("<script"));

    [Test]
    public void Foreign_text_is_text() =>
        Assert.That(CertificatePage.Render(MockCertificate.Of(MockResults.HostileName)), Does.Not.Contain("<script"));

    [Test]
    public void The_same_certificate_gives_the_same_bytes_and_reads_back()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, CertificateJson.Text(MockCertificate.Of()));
            Assert.Multiple(() =>
            {
                Assert.That(CertificatePage.Render(MockCertificate.Of()), Is.EqualTo(Page));
                Assert.That(
                    CertificateJson.Text(CertificateJson.Read(path)),
                    Is.EqualTo(CertificateJson.Text(MockCertificate.Of()))
                );
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex("\\bprov(e[ds]|en|es)\\b|\\bproof\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Proved();
}
