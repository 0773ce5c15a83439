using OwnComponents.Experiments;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Running;
using Unlearn.Learning.Data;
using Unlearn.Reporting;
using Unlearn.Reporting.Model;

IExperiment experiment = GeneratedExperiments.All[0];
RunRequest request = new()
{
    Experiment = experiment,
    Definition = experiment.Define(),
    Folder = Path.Combine("artifacts", "runs", "own-components"),
    Store = Path.Combine("artifacts", "store"),
    Data = DataFolders.Usual(given: null, baseFolder: "."),
    Jobs = 1,
};
RunOutcome outcome = await new ExperimentRunner().RunAsync(request, new Progress<RunEvent>(), CancellationToken.None);
ReportModel report = ReportModel.Create(outcome.Results, outcome.Timings, environment: []);
foreach (string file in ReportWriter.Write(report, [ReportFormat.Html, ReportFormat.Markdown], outcome.Folder))
{
    Console.WriteLine(file);
}
