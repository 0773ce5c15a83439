using System.Xml.Linq;
using Unlearn.Reporting.JUnit;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Tests.Mocks;
using Unlearn.Reporting.Tests.Snapshots;

namespace Unlearn.Reporting.Tests.JUnit;

public class JUnitReportTests
{
    private static readonly XElement Suites = XElement.Parse(JUnitReport.Render(MockResults.Model()));

    [Test]
    public void Matches_the_snapshot() => Snapshot.Matches("junit.xml.txt", JUnitReport.Render(MockResults.Model()));

    [Test]
    public void Counts_agree_with_the_cases()
    {
        foreach (XElement suite in Suites.Elements("testsuite"))
        {
            Assert.That((int)suite.Attribute("tests")!, Is.EqualTo(suite.Elements("testcase").Count()));
            Assert.That((int)suite.Attribute("failures")!, Is.EqualTo(suite.Descendants("failure").Count()));
        }

        Assert.That((int)Suites.Attribute("tests")!, Is.EqualTo(66));
        Assert.That((int)Suites.Attribute("failures")!, Is.EqualTo(2));
    }

    [Test]
    public void Failed_trials_carry_their_reason() =>
        Assert.That(
            Suites.Descendants("failure").Select(static failure => (string)failure.Attribute("message")!),
            Is.All.EqualTo("The loss was not finite after epoch 5 (learning rate 0.003).")
        );

    [Test]
    public void Is_well_formed_with_hostile_text_and_control_characters()
    {
        ReportModel hostile = ReportModel.Create(
            MockResults.HostileResults() with
            {
                Description = "lone surrogate \ud800 and \u0000",
                Experiment = MockResults.HostileName + "\ud800\u0000",
            },
            MockResults.Timings(MockResults.HostileResults()),
            []
        );
        XElement suites = XElement.Parse(JUnitReport.Render(hostile));
        Assert.That((string)suites.Attribute("name")!, Does.Contain("<script>").And.Contain("\uFFFD"));
    }
}
