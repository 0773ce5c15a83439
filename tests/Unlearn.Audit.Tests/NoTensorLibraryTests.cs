namespace Unlearn.Audit.Tests;

/// <summary>Outputs of any origin can be audited where libtorch cannot be loaded, or is not wanted.</summary>
public sealed class NoTensorLibraryTests
{
    private string _file = "";

    [SetUp]
    public void WriteOutputs()
    {
        _file = Path.Combine(Directory.CreateTempSubdirectory("unlearn-audit-").FullName, "outputs.json");
        File.WriteAllText(
            _file,
            """
            {
              "target_logits": [[4.0, -1.0], [-2.0, 3.0], [0.5, 0.2], [0.1, 0.4]],
              "labels": [0, 1, 0, 1],
              "members": [1, 1, 0, 0]
            }
            """
        );
    }

    [TearDown]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Test]
    public void An_attack_on_a_file_loads_none()
    {
        IAudit audit = AuditCatalog.Create("loss-threshold", []);

        AuditRun run = AuditRun.Of(audit, new AuditSources([_file], [], null, []).Read(audit));

        Assert.That(run.Result.Figures.Single(static figure => figure.Name == "auc").Value, Is.EqualTo(1.0));
        Assert.That(
            AppDomain.CurrentDomain.GetAssemblies().Select(static assembly => assembly.GetName().Name),
            Has.None.EqualTo("TorchSharp")
        );
    }
}
