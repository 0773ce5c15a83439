using Parquet;
using Parquet.Schema;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Queries;
using Unlearn.Learning.Data.Sources;
using Unlearn.Learning.Data.Tables;

namespace Unlearn.Learning.Tests.Data.Sources;

public sealed class ParquetFileTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void RemoveFolder() => _scratch.Dispose();

    /// <summary>Two row groups of two and one people.</summary>
    private async Task WritePeople()
    {
        var age = new DataField<double>("age", true);
        var job = new DataField<string>("job", true);
        var member = new DataField<bool>("member", false);
        var user = new DataField<long>("user", false);
        using var stream = new MemoryStream();
        await using (
            ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(age, job, member, user), stream)
        )
        {
            async Task Group(double?[] ages, string[] jobs, bool[] members, long[] users)
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync<double>(age, ages.AsMemory());
                await group.WriteAsync(job, jobs);
                await group.WriteAsync<bool>(member, members.AsMemory());
                await group.WriteAsync<long>(user, users.AsMemory());
            }

            await Group([0.1, null], ["cook", "clerk"], [true, false], [30, 4]);
            await Group([1e-7], ["cook"], [true], [4]);
        }

        _scratch.Write("people.parquet", stream.ToArray());
    }

    private static ParquetFile People =>
        new()
        {
            Path = "people.parquet",
            Label = "job",
            Numeric = ["age", "member"],
            Group = "user",
            Missing = MissingValues.Fill,
        };

    [Test]
    public async Task Numbers_texts_booleans_and_nulls_are_read_over_row_groups()
    {
        await WritePeople();

        Dataset people = People.Load(_scratch.Folders);

        Expect.Consistent(people);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(people.Features, Is.EqualTo([0.1f, 1f, float.NaN, 0f, 1e-7f, 1f]));
            Assert.That(people.ClassNames, Is.EqualTo(["clerk", "cook"]));
            Assert.That(people.Labels, Is.EqualTo([1, 0, 1]));
            Assert.That(people.GroupNames, Is.EqualTo(["4", "30"]));
            Assert.That(people.Groups, Is.EqualTo([1, 0, 0]));
            Assert.That(people.Unscaled, Is.EqualTo([0, 1]));
        }
    }

    [Test]
    public async Task A_column_of_another_type_matters_only_where_it_is_used()
    {
        var x = new DataField<double>("x", false);
        var user = new DataField<Guid>("user", false);
        var since = new DateTimeDataField("since", DateTimeFormat.DateAndTime);
        var active = new DataField<bool>("active", false);
        var image = new DataField<byte[]>("image", false);
        var scores = new DataField<int[]>("scores", false);
        Guid[] users = [Guid.Parse("11111111-2222-3333-4444-555555555555"), Guid.Empty];
        using var stream = new MemoryStream();
        await using (
            ParquetWriter writer = await ParquetWriter.CreateAsync(
                new ParquetSchema(x, user, since, active, image, scores),
                stream
            )
        )
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<double>(x, new[] { 1.0, 2.0 }.AsMemory());
            await group.WriteAsync<Guid>(user, users.AsMemory());
            await group.WriteAsync<DateTime>(
                since,
                new[] { new DateTime(2020, 1, 31), new DateTime(2019, 1, 1) }.AsMemory()
            );
            await group.WriteAsync<bool>(active, new[] { true, false }.AsMemory());
            await group.WriteAsync(image, new byte[][] { [1, 2], [3] });
            await group.WriteAsync<int>(scores, new[] { 1, 2, 3 }.AsMemory(), new[] { 0, 1, 0 }.AsMemory());
        }

        _scratch.Write("types.parquet", stream.ToArray());
        var file = new ParquetFile
        {
            Path = "types.parquet",
            Label = "active",
            Numeric = ["x"],
            Group = "user",
            QueryOnly = ["since"],
        };

        Dataset dataset = file.Load(_scratch.Folders);

        Expect.Consistent(dataset);
        Assert.That(dataset.ClassNames, Is.EqualTo(["false", "true"]));
        Assert.That(dataset.GroupNames, Is.EqualTo([users[1].ToString(), users[0].ToString()]));
        Assert.That(new Condition("since >= '2020-01-31'").Of(dataset), Is.EqualTo([true, false]));
        Expect.Error(() => (file with { Label = "image" }).Load(_scratch.Folders), "the column 'image' holds bytes");
        Expect.Error(() => (file with { Label = "scores" }).Load(_scratch.Folders), "the column 'scores' holds lists");
    }

    [Test]
    public async Task A_null_is_an_error_with_its_row_by_default()
    {
        await WritePeople();

        Expect.Error(
            () => (People with { Missing = MissingValues.Reject }).Load(_scratch.Folders),
            "people.parquet(2): ",
            "column 'age' is missing"
        );
    }

    [Test]
    public async Task An_unknown_column_is_an_error_with_the_nearest_name()
    {
        await WritePeople();

        Expect.Error(() => (People with { Label = "jobs" }).Load(_scratch.Folders), "Did you mean 'job'?");
    }

    [Test]
    public async Task A_text_among_numbers_is_an_error()
    {
        await WritePeople();

        Expect.Error(
            () => (People with { Label = "member", Numeric = ["job"] }).Load(_scratch.Folders),
            "'cook' in column 'job' is not a finite number"
        );
    }

    [Test]
    public async Task A_file_that_is_cut_short_is_an_error()
    {
        await WritePeople();
        byte[] whole = await File.ReadAllBytesAsync(Path.Combine(_scratch.Folder, "people.parquet"));
        foreach (int length in new[] { 0, 3, 20, whole.Length / 2, whole.Length - 1 })
        {
            _scratch.Write("people.parquet", whole[..length]);
            Expect.Error(() => People.Load(_scratch.Folders), "people.parquet", "no whole Parquet file");
        }
    }

    [Test]
    public async Task A_page_that_declares_gigabytes_takes_no_memory()
    {
        await WritePeople();
        byte[] whole = await File.ReadAllBytesAsync(Path.Combine(_scratch.Folder, "people.parquet"));

        // The first page's header: field 1, its kind (a byte); field 2, its size unpacked (a byte).
        Assert.That((whole[4], whole[6]), Is.EqualTo((0x15, 0x15)));
        byte[] wrong = [.. whole[..7], 0xfe, 0xff, 0xff, 0xff, 0x0f, .. whole[8..]];
        _scratch.Write("people.parquet", wrong);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Expect.Error(() => People.Load(_scratch.Folders), "people.parquet", "2147483647 unpacked");
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 << 20));
    }
}
