using Unlearn.Tool.Hosting;

namespace Unlearn.Tool.Tests.Hosting;

public sealed class FoldersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 14, 5, 6, TimeSpan.FromHours(2));

    [Test]
    public void The_store_is_the_option_then_the_variable_then_the_current_folders()
    {
        Folders set = With(new() { ["UNLEARN_STORE"] = "/var/store" });

        Assert.That(set.Store("mine"), Is.EqualTo("/here/mine"));
        Assert.That(set.Store(null), Is.EqualTo("/var/store"));
        Assert.That(With([]).Store(null), Is.EqualTo("/here/artifacts/store"));
    }

    [Test]
    public void A_runs_folder_carries_name_and_time_in_utc() =>
        Assert.That(With([]).Output(null, "digits", Noon), Is.EqualTo("/here/artifacts/runs/digits-20260304-120506"));

    [Test]
    public void Data_is_looked_for_in_the_option_then_the_variables_folders_then_the_users_cache()
    {
        Folders folders = With(
            new() { ["UNLEARN_DATA"] = $"/data{Path.PathSeparator}/more", ["XDG_CACHE_HOME"] = "/cache" }
        );

        Assert.That(
            folders.Data("own").Folders,
            Is.EqualTo(new[] { "/here/own", "/data", "/more", "/cache/unlearn/data" })
        );
        Assert.That(
            With(new() { ["XDG_CACHE_HOME"] = "/cache" }).Data(null).Folders,
            Is.EqualTo(new[] { "/cache/unlearn/data" })
        );
    }

    [Test]
    public void Relative_paths_of_a_manifest_start_at_its_folder()
    {
        Assert.That(With([]).Data(null, "/manifests").Base, Is.EqualTo("/manifests"));
        Assert.That(With([]).Data(null).Base, Is.EqualTo("/here"));
    }

    private static Folders With(Dictionary<string, string> variables) => new(variables.GetValueOrDefault, "/here");
}
