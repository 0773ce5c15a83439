using System.Globalization;
using System.Text;
using System.Xml;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Text;

namespace Unlearn.Reporting.JUnit;

/// <summary>
/// Trials as test cases for pipelines: one suite per setting, one case per trial. A case fails when its trial failed; verdicts are
/// properties, and fail only as expectations of the manifest, a suite of their own.
/// </summary>
public static class JUnitReport
{
    /// <summary>Renders the document.</summary>
    public static string Render(ReportModel model)
    {
        StringBuilder text = new();
        XmlWriterSettings format = new()
        {
            Indent = true,
            NewLineChars = "\n",
            OmitXmlDeclaration = true,
        };
        using (XmlWriter xml = XmlWriter.Create(text, format))
        {
            xml.WriteStartElement("testsuites");
            Attribute(xml, "name", model.Results.Experiment);
            int missed = model.Results.Expectations.Count(static outcome => !outcome.Holds);
            Attribute(xml, "tests", Whole(model.TrialCount + model.Results.Expectations.Count));
            Attribute(xml, "failures", Whole(model.Failed.Count() + missed));
            Attribute(xml, "time", Seconds(model.TotalSeconds));
            foreach (SettingReport setting in model.Settings)
            {
                Suite(xml, setting);
            }

            Expectations(xml, model.Results.Expectations);

            xml.WriteEndElement();
        }

        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text + "\n";
    }

    private static void Suite(XmlWriter xml, SettingReport setting)
    {
        TrialReport[] trials = [.. setting.Rows.SelectMany(static row => row.Trials)];
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", setting.Title);
        Attribute(xml, "tests", Whole(trials.Length));
        Attribute(xml, "failures", Whole(trials.Count(static trial => trial.Status == TrialStatus.Failed)));
        Attribute(xml, "time", Seconds(trials.Sum(Time)));
        Verdicts(xml, setting);
        foreach (RowReport row in setting.Rows)
        {
            foreach (TrialReport trial in row.Trials)
            {
                Case(xml, setting, row, trial);
            }
        }

        xml.WriteEndElement();
    }

    private static void Expectations(XmlWriter xml, IReadOnlyList<ExpectationOutcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", "expectations");
        Attribute(xml, "tests", Whole(outcomes.Count));
        Attribute(xml, "failures", Whole(outcomes.Count(static outcome => !outcome.Holds)));
        foreach (ExpectationOutcome outcome in outcomes)
        {
            xml.WriteStartElement("testcase");
            Attribute(xml, "classname", outcome.Setting);
            Attribute(xml, "name", $"{outcome.Row}: {outcome.Expected}");
            if (!outcome.Holds)
            {
                xml.WriteStartElement("failure");
                Attribute(xml, "message", outcome.Found);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Verdicts(XmlWriter xml, SettingReport setting)
    {
        RowReport[] judged = [.. setting.Rows.Where(static row => row.Verdict is not null)];
        if (judged.Length == 0)
        {
            return;
        }

        xml.WriteStartElement("properties");
        foreach (RowReport row in judged)
        {
            xml.WriteStartElement("property");
            Attribute(xml, "name", $"verdict of {row.Id}");
            Attribute(xml, "value", row.Verdict!.Label);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, SettingReport setting, RowReport row, TrialReport trial)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", $"{setting.Source.Dataset}.{setting.Source.Model}.{setting.Source.Scenario}");
        Attribute(xml, "name", string.Create(CultureInfo.InvariantCulture, $"{row.Id} seed {trial.Seed}"));
        Attribute(xml, "time", Seconds(Time(trial)));
        if (trial.Status == TrialStatus.Failed)
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "message", trial.Reason ?? "no reason given");
            xml.WriteString(WritableText.Valid(trial.Id));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static double Time(TrialReport trial) => trial.Find(TimeFigures.Seconds)?.Value ?? 0;

    private static void Attribute(XmlWriter xml, string name, string value) =>
        xml.WriteAttributeString(name, WritableText.Valid(value));

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
