using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Unlearn.Engine.Store;
using Unlearn.Formats.Json;
using Unlearn.Learning.Models;

namespace Unlearn.Engine.Tests.Store;

public sealed class ResultStoreTests
{
    private static readonly ParameterLayout Layout = ParameterLayout.Of([
        ("a", ImmutableArray.Create(2, 3), true),
        ("b", ImmutableArray.Create(5), true),
    ]);

    private readonly List<string> _warnings = [];

    [Test]
    public void Weights_come_back_bit_for_bit_with_what_they_took()
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        EntryHeader header = Header("weights");
        float[] row = Row();
        store.WriteWeights(header, Layout, row);
        StoredWeights? read = store.ReadWeights(header.Key, Layout);
        Assert.That(read!.Row, Is.EqualTo(row));
        Assert.That(read.Header, Is.EqualTo(header));
        Assert.That(store.ReadHeader(header.Key), Is.EqualTo(header));
    }

    [Test]
    public void A_result_comes_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        EntryHeader header = Header("result");
        store.WriteResult(header, """{"x":[1,"ü"]}"""u8);
        StoredResult? read = store.ReadResult(header.Key);
        Assert.That(Encoding.UTF8.GetString(read!.Json.Span), Is.EqualTo("""{"x":[1,"ü"]}"""));
        Assert.That(read.Header, Is.EqualTo(header));
    }

    [Test]
    public void A_stored_member_is_a_plain_safetensors_file()
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        store.WriteWeights(Header("plain"), Layout, Row());
        byte[] image = File.ReadAllBytes(store.Files().Single().Path);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(image);
        using JsonDocument json = JsonDocument.Parse(image.AsMemory(8, length));
        JsonElement b = json.RootElement.GetProperty("b");
        Assert.That(b.GetProperty("dtype").GetString(), Is.EqualTo("F32"));
        Assert.That(b.GetProperty("data_offsets")[0].GetInt32(), Is.EqualTo(24));
        Assert.That(b.GetProperty("data_offsets")[1].GetInt32(), Is.EqualTo(44));
        Assert.That(image, Has.Length.EqualTo(8 + length + 44));
        Assert.That(length % 8, Is.Zero);
    }

    [Test]
    public void Any_flipped_bit_is_found_and_the_entry_is_set_aside_with_a_warning([Values] bool weights)
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        EntryHeader header = Header("damaged");
        Write(store, header, weights);
        string path = store.Files().Single().Path;
        byte[] whole = File.ReadAllBytes(path);
        for (int at = 0; at < whole.Length; at += 3)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 1;
            File.WriteAllBytes(path, damaged);
            _warnings.Clear();
            Assert.That(Reads(store, header.Key, weights), Is.False, $"byte {at}");
            Assert.That(_warnings.Single(), Does.Contain(header.Key.Hex).And.Contain("damaged"));
            Assert.That(path, Does.Not.Exist);
        }

        Assert.That(Directory.GetFiles(folder["damaged"]), Is.Not.Empty);
    }

    [Test]
    public void A_torn_entry_is_found_at_any_length([Values] bool weights)
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        EntryHeader header = Header("torn");
        Write(store, header, weights);
        string path = store.Files().Single().Path;
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.That(Reads(store, header.Key, weights), Is.False, $"{length} bytes");
        }
    }

    [Test]
    public void An_entry_under_another_name_is_not_believed([Values] bool weights)
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        EntryHeader header = Header("one");
        ContentKey other = ContentKey.Of("another");
        Write(store, header, weights);
        string path = store.Files().Single().Path;
        string moved = Path.Combine(folder["entries"], other.Hex[..2], other.Hex + Path.GetExtension(path));
        Directory.CreateDirectory(Path.GetDirectoryName(moved)!);
        File.Move(path, moved);
        Assert.That(Reads(store, other, weights), Is.False);
    }

    [Test]
    public void What_a_killed_writer_left_behind_is_no_entry()
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        Write(store, Header("whole"), weights: true);
        string entry = store.Files().Single().Path;
        File.Copy(entry, Path.Combine(Path.GetDirectoryName(entry)!, ".0123.tmp"));
        Assert.That(store.Files().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_store_that_cannot_be_made_is_one_clear_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        Assert.That(
            () => new ResultStore(Path.Combine(folder["file"], "store"), _warnings.Add),
            Throws.TypeOf<IOException>().With.Message.Contains("cannot be written")
        );
    }

    [Test]
    public void An_entry_that_cannot_be_written_is_an_error_that_names_the_store()
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        EntryHeader header = Header("unwritable");
        // A file where the folder of this key would be: the same refusal that a full or read-only disk gives.
        File.WriteAllText(Path.Combine(folder["entries"], header.Key.Hex[..2]), "");
        Assert.That(
            () => Write(store, header, weights: true),
            Throws.TypeOf<IOException>().With.Message.Contains(folder.Path)
        );
    }

    // The bar is 1 ms on an idle machine; what a disk takes of a processor differs between machines, and must break no build.
    [Test]
    public void A_small_entry_takes_a_few_milliseconds_at_most()
    {
        using var folder = new TemporaryFolder();
        ResultStore store = Open(folder);
        EntryHeader[] headers = [.. Enumerable.Range(0, 400).Select(i => Header($"{i}") with { Seconds = 0.001 })];
        store.WriteWeights(Header("warm"), Layout, Row());
        // The best of several parts: on a busy machine a thread pays for caches that others have emptied.
        double best = headers
            .Chunk(40)
            .Min(part => ThreadTime.Of(() => WriteAll(store, part)).TotalMilliseconds / part.Length);
        TestContext.Out.WriteLine($"{best:0.000} ms an entry");
        Assert.That(best, Is.LessThan(5.0));
    }

    private static EntryHeader Header(string name)
    {
        string inputs = CanonicalJson.Of(new Dictionary<string, string> { ["name"] = name });
        return new EntryHeader(ContentKey.Of(inputs), "member", inputs, 0.125, 42);
    }

    private static void WriteAll(ResultStore store, EntryHeader[] headers)
    {
        foreach (EntryHeader header in headers)
        {
            store.WriteWeights(header, Layout, Row());
        }
    }

    private static float[] Row()
    {
        var row = new float[Layout.Width];
        foreach (ParameterShape parameter in Layout.Parameters)
        {
            for (int i = 0; i < parameter.Count; i++)
            {
                row[parameter.Offset + i] = (float)Math.Sin(parameter.Offset + i);
            }
        }

        return row;
    }

    private static void Write(ResultStore store, EntryHeader header, bool weights)
    {
        if (weights)
        {
            store.WriteWeights(header, Layout, Row());
        }
        else
        {
            store.WriteResult(header, """{"value":1}"""u8);
        }
    }

    private static bool Reads(ResultStore store, ContentKey key, bool weights) =>
        weights ? store.ReadWeights(key, Layout) is not null : store.ReadResult(key) is not null;

    private ResultStore Open(TemporaryFolder folder) => new(folder.Path, _warnings.Add);
}
