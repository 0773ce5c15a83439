using System.Globalization;
using System.Text;
using System.Xml;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Figures;
using Unlearn.Reporting.Model;

namespace Unlearn.Reporting.JUnit;

/// <summary>
/// Trials as test cases for pipelines: a suite a setting, a case a trial. A case fails when its trial failed; verdicts are
/// evidence, not failures.
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
            Attribute(xml, "tests", Whole(model.TrialCount));
            Attribute(xml, "failures", Whole(model.Failed.Count()));
            Attribute(xml, "time", Seconds(model.TotalSeconds));
            foreach (SettingReport setting in model.Settings)
            {
                Suite(xml, setting);
            }

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
        foreach (RowReport row in setting.Rows)
        {
            foreach (TrialReport trial in row.Trials)
            {
                Case(xml, setting, row, trial);
            }
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
            xml.WriteString(XmlText.Valid(trial.Id));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static double Time(TrialReport trial) => trial.Find(FigureNames.Seconds)?.Value ?? 0;

    private static void Attribute(XmlWriter xml, string name, string value) =>
        xml.WriteAttributeString(name, XmlText.Valid(value));

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
