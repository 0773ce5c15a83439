namespace Unlearn.Reporting.Certificates;

/// <summary>The run that a certificate stands on, by digests: whoever has its folder can check them and run it again.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Definition">SHA-256 of its typed definition.</param>
/// <param name="Manifest">SHA-256 of the manifest's text.</param>
/// <param name="Results">SHA-256 of <c>results.json</c>.</param>
/// <param name="Product">Version of the tool that ran it; empty where the run does not tell.</param>
/// <param name="Library">The tensor library; empty likewise.</param>
/// <param name="Finished">When it ended, UTC; null likewise.</param>
public sealed record CertifiedRun(
    string Experiment,
    string Definition,
    string Manifest,
    string Results,
    string Product,
    string Library,
    DateTimeOffset? Finished
);
