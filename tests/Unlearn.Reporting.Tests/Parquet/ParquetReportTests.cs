using Parquet;
using Parquet.Schema;
using Unlearn.Reporting.Model;
using Unlearn.Reporting.Parquet;
using Unlearn.Reporting.Tests.Mocks;

namespace Unlearn.Reporting.Tests.Parquet;

/// <summary>The table that other programs read.</summary>
public sealed class ParquetReportTests
{
    [Test]
    public async Task Every_figure_is_a_row_with_its_own_numbers()
    {
        ReportModel model = MockResults.Model();
        FigureLine[] lines = [.. FigureLine.Of(model)];
        await using ParquetReader reader = await ParquetReader.CreateAsync(
            new MemoryStream(ParquetReport.Render(model))
        );
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(0);
        DataField[] fields = reader.Schema.GetDataFields();
        double?[] values = new double?[lines.Length];
        int?[] seeds = new int?[lines.Length];
        string?[] names = new string?[lines.Length];
        await rows.ReadAsync<double>(fields.Single(static field => field.Name == "value"), values.AsMemory());
        await rows.ReadAsync<int>(fields.Single(static field => field.Name == "seed"), seeds.AsMemory());
        await rows.ReadAsync(fields.Single(static field => field.Name == "figure"), names.AsMemory());

        Assert.Multiple(() =>
        {
            Assert.That(rows.RowCount, Is.EqualTo(lines.Length));
            Assert.That(values, Is.EqualTo(lines.Select(static line => line.Figure?.Value)));
            Assert.That(seeds, Is.EqualTo(lines.Select(static line => (int?)line.Trial.Seed)));
            Assert.That(names, Is.EqualTo(lines.Select(static line => line.Figure?.Name)));
        });
    }

    [Test]
    public void The_same_report_gives_the_same_bytes()
    {
        byte[] first = ParquetReport.Render(MockResults.Model());
        byte[] second = ParquetReport.Render(MockResults.Model());
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task Columns_are_those_of_the_csv()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(
            new MemoryStream(ParquetReport.Render(MockResults.Model()))
        );
        Assert.That(
            string.Join(',', reader.Schema.GetDataFields().Select(static field => field.Name)),
            Is.EqualTo(ReportWriter.Render(MockResults.Model(), Engine.Definition.ReportFormat.Csv).Split('\n')[0])
        );
    }
}
