using System.Net;
using Unlearn.Formats.Files;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Catalog;

namespace Unlearn.Learning.Tests.Data.Catalog;

public sealed class DownloaderTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(static i => (byte)(i % 251))];

    private static readonly NamedDataset Set = new()
    {
        Name = "sample",
        Description = "a sample",
        Files = [new("sample.bin", FileBytes.Checksum(Content), "https://data.example/sample.bin")],
        Licence = "none",
        Page = "https://data.example",
        SubFolders = ["sample"],
    };

    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    private string Cached => Path.Combine(_scratch.Folder, "cache", "sample", "sample.bin");

    private DataFolders Online(FakeServer server, IProgress<DownloadProgress>? progress = null) =>
        new([Path.Combine(_scratch.Folder, "cache")], _scratch.Folder)
        {
            Cache = Path.Combine(_scratch.Folder, "cache"),
            Client = new HttpClient(server),
            Progress = progress,
        };

    private static byte[] Require(DataFolders folders) => NamedFiles.Require(Set, Set.Files[0], folders).Bytes;

    [Test]
    public void A_missing_file_is_fetched_once_checked_and_cached()
    {
        using var server = new FakeServer(Content);
        var progress = new Received();
        DataFolders folders = Online(server, progress);

        byte[] first = Require(folders);
        byte[] second = Require(folders);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(Content));
            Assert.That(second, Is.EqualTo(Content));
            Assert.That(server.Requests, Is.EqualTo(["https://data.example/sample.bin"]));
            Assert.That(progress.Last, Is.EqualTo(new DownloadProgress("sample", "sample.bin", 200_000, 200_000)));
            Assert.That(Directory.GetFiles(Path.GetDirectoryName(Cached)!), Is.EqualTo([Cached]));
        }
    }

    [Test]
    public void A_file_with_another_checksum_is_not_kept()
    {
        using var server = new FakeServer(Content[1..]);

        Expect.Error(() => Require(Online(server)), "sample.bin", "it was not kept");
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(Cached)!), Is.Empty);
    }

    [Test]
    public void A_file_that_is_there_is_never_replaced()
    {
        using var server = new FakeServer(Content);
        _scratch.Write("cache/sample/sample.bin", "mine");

        Expect.Error(() => Require(Online(server)), Cached, "wrong checksum");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(Cached), Is.EqualTo("mine"));
            Assert.That(server.Requests, Is.Empty);
        }
    }

    [Test]
    public void A_failing_server_is_an_error_that_says_what_to_do()
    {
        using var server = new FakeServer(null);

        Expect.Error(() => Require(Online(server)), "downloading https://data.example/sample.bin failed", "--data");
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(Cached)!), Is.Empty);
    }

    [Test]
    public void Without_a_client_nothing_is_fetched()
    {
        using var server = new FakeServer(Content);

        Expect.Error(
            () => Require(Online(server) with { Client = null }),
            "sample.bin was not found",
            "https://data.example/sample.bin"
        );
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void A_given_path_is_never_replaced_by_a_download()
    {
        using var server = new FakeServer(Content);

        Expect.Error(
            () => NamedFiles.Require(Set, Set.Files[0], Online(server), "elsewhere"),
            Path.Combine(_scratch.Folder, "elsewhere"),
            "`path`"
        );
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void A_cancelled_download_stops_and_leaves_nothing()
    {
        using var server = new FakeServer(Content);
        using var source = new CancellationTokenSource();
        DataFolders folders = Online(server, new Received { Do = source.Cancel }) with { Cancellation = source.Token };

        Assert.Throws<OperationCanceledException>(() => Require(folders));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(Cached)!), Is.Empty);
    }

    private sealed class Received : IProgress<DownloadProgress>
    {
        public DownloadProgress? Last { get; private set; }

        public Action Do { get; init; } = static () => { };

        public void Report(DownloadProgress value)
        {
            Last = value;
            Do();
        }
    }

    /// <summary>Answers every request with the same bytes, or with an error where there are none.</summary>
    private sealed class FakeServer(byte[]? content) : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request.RequestUri!.ToString());
            return content is null
                ? new HttpResponseMessage(HttpStatusCode.NotFound)
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(Send(request, cancellationToken));
    }
}
