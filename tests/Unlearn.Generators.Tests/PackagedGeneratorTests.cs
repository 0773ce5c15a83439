using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Unlearn.Generators.Tests;

/// <summary>The generator as people get it: a package, restored from a feed, in a project outside this checkout.</summary>
[Category("Slow")]
public class PackagedGeneratorTests
{
    private const string Good = """
        experiment: good
        datasets: { digits: }
        model: mlp
        forget: { random: { count: 5 } }
        methods: { retrain: }
        """;

    private string _folder = "";

    [OneTimeSetUp]
    public void PackTheGenerator()
    {
        _folder = Directory.CreateTempSubdirectory("unlearn-package-").FullName;
        string configuration = AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase)
            ? "Release"
            : "Debug";
        string project = Path.Combine(Checkout.Root, "generators", "Unlearn.Generators");
        (int exit, string output) = Dotnet(
            Checkout.Root,
            [
                "pack",
                project,
                "--no-build",
                "-c",
                configuration,
                "-o",
                Path.Combine(_folder, "feed"),
                // MinVer names the version in CI only, and does so after the property is read.
                "-p:MinVerVersionOverride=9.9.9",
                "-p:PackageVersion=9.9.9",
            ]
        );
        Assert.That(exit, Is.Zero, output);
        File.WriteAllText(
            Path.Combine(_folder, "nuget.config"),
            """<configuration><packageSources><clear /><add key="local" value="feed" /></packageSources></configuration>"""
        );
    }

    [OneTimeTearDown]
    public void RemoveTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_build_finds_ten_mistakes_and_nothing_else()
    {
        string project = Project("TenMistakes", ("sub/ten.unlearn.yaml", TenMistakes.Manifest));

        (int exit, string output) = Dotnet(project, ["build", "-v", "q"]);

        Assert.That(exit, Is.Not.Zero);
        string[] errors =
        [
            .. output
                .Split('\n')
                .Where(line => line.Contains(": error ", StringComparison.Ordinal))
                .Distinct()
                .Select(line => Regex.Replace(line, @"^.*sub/ten\.unlearn\.yaml", "")),
        ];
        TenMistakes.AssertFound([
            .. errors
                .OrderBy(line => int.Parse(line.Split('(', ',')[1], System.Globalization.CultureInfo.InvariantCulture))
                .ThenBy(line => int.Parse(line.Split(',', ')')[1], System.Globalization.CultureInfo.InvariantCulture)),
        ]);
    }

    [Test]
    public void A_build_gives_a_project_its_experiments()
    {
        string project = Project(
            "Good",
            ("good.unlearn.yaml", Good),
            ("Program.cs", "System.Console.WriteLine(Good.Experiments.GeneratedExperiments.All[0].Define().Name);")
        );

        (int exit, string output) = Dotnet(project, ["run"]);

        Assert.That(exit, Is.Zero, output);
        Assert.That(output.Trim(), Is.EqualTo("good"));
    }

    [Test]
    public void Default_manifests_can_be_switched_off()
    {
        string project = Project("Off", ("ten.unlearn.yaml", TenMistakes.Manifest), ("other.yaml", Good));

        (int exit, string output) = Dotnet(
            project,
            ["build", "-v", "q", "-p:EnableDefaultUnlearningManifestItems=false", "-p:ListOther=true"]
        );

        Assert.That(exit, Is.Zero, output);
    }

    private string Project(string name, params (string Path, string Text)[] files)
    {
        string folder = Path.Combine(_folder, name);
        string references = string.Concat(
            new[]
            {
                "Unlearn.Core",
                "Unlearn.Formats",
                "Unlearn.Engine",
                "Unlearn.Learning",
                "Unlearn.Verification",
            }.Select(assembly =>
                $"<Reference Include=\"{assembly}\"><HintPath>{Path.Combine(AppContext.BaseDirectory, assembly)}.dll</HintPath></Reference>"
            )
        );
        string output = files.Any(file => file.Path == "Program.cs") ? "Exe" : "Library";
        string project = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>{output}</OutputType>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <NoWarn>CA1852;CA1303;CA1515;CA2007</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Unlearn.Generators" Version="9.9.9" />
                <UnlearningManifest Include="other.yaml" Condition="'$(ListOther)' == 'true'" />
                {references}
              </ItemGroup>
            </Project>
            """;
        foreach ((string path, string text) in files.Append(($"{name}.csproj", project)))
        {
            string file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return folder;
    }

    private (int Exit, string Output) Dotnet(string folder, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A package of this version from an earlier run must not be picked up, and no build server may outlive the test.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "packages");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
