using System.CommandLine;
using System.Security.Cryptography;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Inspection;
using Unlearn.Engine.Lineage;
using Unlearn.Engine.Output;
using Unlearn.Engine.Planning;
using Unlearn.Engine.Results;
using Unlearn.Reporting.Certificates;
using Unlearn.Tool.Certifying;
using Unlearn.Tool.Help;
using Unlearn.Tool.Running;
using Unlearn.Tool.Terminal;

namespace Unlearn.Tool.Commands;

/// <summary><c>unlearn certify</c>: what can be shown about one answered deletion request.</summary>
internal sealed class CertifyCommand : Verb
{
    private readonly Consoles _consoles;
    private readonly Argument<string> _run = new Argument<string>("run")
    {
        Description = $"a run's folder, its name under {RunLocator.RunsFolder}, or 'latest'",
        DefaultValueFactory = static _ => "latest",
    }
        .RefusingOptions()
        .SuggestingRuns();
    private readonly Option<string?> _trial = new("--trial")
    {
        Description = "the trial whose model answered; needed where the run has several methods",
        HelpName = "ID",
    };
    private readonly Option<string?> _request = new("--request")
    {
        Description = "the request as JSON (id, askedBy, received, retrainBy); default: the manifest's `request:`",
        HelpName = "FILE",
    };
    private readonly Option<string[]> _weights = new("--weights")
    {
        Description =
            "weight files outside of the store, or folders of them, to be listed with their origin; may be repeated",
        HelpName = "PATH",
        DefaultValueFactory = static _ => [],
    };
    private readonly Option<string?> _key = new("--key")
    {
        Description = "PEM file with a key of an elliptic curve: the private one signs, the public one verifies",
        HelpName = "FILE",
    };
    private readonly Option<string?> _salt = new("--salt")
    {
        Description =
            "file with the salt of the points' hashes; made where it is missing; default: certificate.salt in the output folder",
        HelpName = "FILE",
    };
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "the folder to write to; default: certificate",
        HelpName = "DIR",
        DefaultValueFactory = static _ => "certificate",
    };
    private readonly Option<string?> _verify = new("--verify")
    {
        Description = "check the signature of this file, without a run or a network; exit code 6 where it does not fit",
        HelpName = "FILE",
    };
    private readonly Option<string?> _store = SharedOptions.Store();
    private readonly Option<string?> _data = SharedOptions.Data();

    /// <summary>The verb.</summary>
    public CertifyCommand(Consoles consoles)
        : base(
            "certify",
            "Write down what can be shown about one answered deletion request, as JSON and as a page to print, and sign it."
        )
    {
        _consoles = consoles;
        Add(_run);
        Add(_trial);
        Add(_request);
        Add(_weights);
        Add(_key);
        Add(_salt);
        Add(_output);
        Add(_verify);
        Add(_store);
        Add(_data);
        SetAction((line, cancellationToken) => Task.FromResult(Run(line, cancellationToken)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("unlearn certify latest --trial digits/mlp/a-few/sisa-5/seed-0 --key key.pem", "a signed certificate"),
        new(
            "unlearn certify results/r17 --request r17.json --weights models/",
            "with the request and exported weights"
        ),
        new(
            "unlearn certify --verify certificate/certificate.json --key public.pem",
            "check what somebody else signed"
        ),
    ];

    private int Run(ParseResult line, CancellationToken cancellationToken)
    {
        if (line.GetValue(_verify) is { Length: > 0 } file)
        {
            return SignatureCheck.Run(_consoles, file, line.GetValue(_key));
        }

        RunSummary run = RunLocator.Find(line.GetRequiredValue(_run));
        var folder = new RunFolder(run.Folder);
        ExperimentResults results =
            folder.ReadResults()
            ?? throw new InputException("the run has no results yet (`unlearn status` says how far it is)", run.Folder);
        string id = Trial(results, line.GetValue(_trial));
        using ECDsa? key = line.GetValue(_key) is { Length: > 0 } pem ? CertificateSignature.ReadKey(pem) : null;

        // What was given is looked at before the plan, which reads the data.
        if (key is not null)
        {
            _ = CertificateSignature.Sign(key, []);
        }

        DeletionRequest? asked = line.GetValue(_request) is { Length: > 0 } request
            ? DeletionRequestFile.Read(request)
            : null;
        RunPlan own = RunPlan.Of(
            _consoles,
            run.Folder,
            line.GetValue(_store),
            line.GetValue(_data),
            new TrialFilter([]),
            cancellationToken
        );
        PlannedTrial trial =
            own.Plan.Trials.FirstOrDefault(one => one.Id == id)
            ?? throw new InputException($"The run's manifest plans no trial '{id}' any more.", run.Folder);
        RequestLineage lineage = RequestLineage.Of(trial, own.Tasks, own.Store);
        var output = new CertificateFolder(line.GetRequiredValue(_output));
        Certificate certificate = CertificateBuilder.Build(
            new CertificateSources
            {
                Results = results,
                Timings = folder.ReadTimings(),
                Environment = folder.ReadEnvironment(),
                ManifestDigest = Digest(folder.File(RunFolder.ManifestFile)),
                ResultsDigest = Digest(folder.File(RunFolder.ResultsFile)),
                Lineage = lineage,
                Exported = ExportedWeightsReader.Read(line.GetValue(_weights) ?? [], lineage, own.Tasks, own.Store),
                Request = asked ?? own.Definition.Request,
                Hash = output.Salt(line.GetValue(_salt)),
                SignedBy = key is null ? null : CertificateSignature.Fingerprint(key),
                Issued = TimeProvider.System.GetUtcNow(),
            }
        );
        foreach (string written in output.Write(certificate, key))
        {
            _consoles.Output.WriteLine(written);
        }

        if (key is null)
        {
            _consoles.WriteWarning("the certificate is not signed; --key FILE signs it");
        }

        return ExitCode.Fine;
    }

    /// <summary>The trial that was named; else the first completed one of the only method.</summary>
    private static string Trial(ExperimentResults results, string? given)
    {
        if (given is { Length: > 0 })
        {
            string[] ids = [.. results.Trials().Select(static trial => trial.Id)];
            return ids.Contains(given)
                ? given
                : throw new InputException(
                    $"The run has no trial '{given}'.{NearestName.Sentence(given, ids)} `unlearn show --format json` lists them."
                );
        }

        RowResult[] methods =
        [
            .. results
                .Settings.SelectMany(static setting => setting.Rows)
                .Where(static row => row.Role == RowRole.Method),
        ];
        return
            methods is [var only]
            && only.Trials.FirstOrDefault(static trial => trial.Status == TrialStatus.Completed) is { } first
            ? first.Id
            : throw new InputException(
                $"A certificate is about one model; say which by --trial: {string.Join(", ", methods.Select(static row => row.Trials[0].Id))}"
            );
    }

    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
