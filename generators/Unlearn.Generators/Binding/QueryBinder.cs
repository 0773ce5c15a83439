using System.Globalization;
using Unlearn.Core.Components;
using Unlearn.Core.Conditions;
using Unlearn.Core.Names;
using Unlearn.Generators.Diagnostics;
using Unlearn.Generators.Model;
using Unlearn.Generators.Text;
using Unlearn.Generators.Yaml;

namespace Unlearn.Generators.Binding;

/// <summary>Reads conditions, checks them against the columns of every dataset, and hands them over with their place.</summary>
internal static class QueryBinder
{
    private static readonly Dictionary<string, QueryKind> NoColumns = [];

    public static BoundLiteral? Bind(
        BindingContext context,
        PropertyModel property,
        QueryModel query,
        YamlScalar scalar
    )
    {
        try
        {
            context.Queries.Add(new(property.Key, scalar, QueryParser.Parse(scalar.Text)));
        }
        catch (QueryException wrong)
        {
            Report(context, property.Key, scalar, wrong);
            return null;
        }

        string line = (scalar.Span.StartLine + 1).ToString(CultureInfo.InvariantCulture);
        return new(
            $"new {query.TypeName}({CSharpLiteral.Text(scalar.Text)}) {{ File = {CSharpLiteral.Text(context.FileName)}, Line = {line} }}"
        );
    }

    /// <summary>Every condition meets every dataset: the first that it does not fit is reported.</summary>
    public static void CheckColumns(BindingContext context)
    {
        ComponentUse[] datasets = [.. context.Components.Where(IsDataset)];
        foreach (QueryUse query in context.Queries)
        {
            try
            {
                QueryTypes.Check(query.Node, NoColumns, static _ => null);
                foreach (ComponentUse dataset in datasets)
                {
                    CheckColumns(query, dataset);
                }
            }
            catch (QueryException wrong)
            {
                Report(context, query.Key, query.Scalar, wrong);
            }
        }
    }

    private static bool IsDataset(ComponentUse use) =>
        use.Component.Columns is not null
        || use.Component.Record.Properties.Any(static property => property.Rules.ListsColumns is not null);

    private static void CheckColumns(QueryUse query, ComponentUse dataset)
    {
        Dictionary<string, QueryKind> columns = new(StringComparer.Ordinal);
        foreach (string name in dataset.Component.Columns?.Numbers ?? [])
        {
            columns[name] = QueryKind.Number;
        }

        foreach (string name in dataset.Component.Columns?.Texts ?? [])
        {
            columns[name] = QueryKind.Text;
        }

        bool isComplete = dataset.Component.Columns is not null;
        foreach (PropertyModel property in dataset.Component.Record.Properties)
        {
            if (property.Rules.ListsColumns is { } holds)
            {
                string[] names = Listed(dataset.Node, property.Key);
                foreach (string name in names)
                {
                    columns[name] = KindOf(holds);
                }

                // Where no feature is listed, every column that is left over is one.
                isComplete |= names.Length > 0 && property.Value is ListModel && holds != ColumnsAttribute.Either;
            }
        }

        QueryTypes.Check(
            query.Node,
            columns,
            name =>
                isComplete
                    ? $"the dataset '{dataset.Key}' has no column '{name}'{NearestName.HintWithAll(name, columns.Keys.Append(QueryTypes.Label))}"
                    : null
        );
    }

    private static string[] Listed(YamlNode node, string key) =>
        (node as YamlMapping)?.Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value switch
        {
            YamlSequence list => [.. list.Items.OfType<YamlScalar>().Select(static item => item.Text)],
            YamlScalar { IsNull: false } one => [one.Text],
            _ => [],
        };

    private static QueryKind KindOf(string holds) =>
        holds switch
        {
            ColumnsAttribute.Number => QueryKind.Number,
            ColumnsAttribute.Text => QueryKind.Text,
            _ => QueryKind.Either,
        };

    private static void Report(BindingContext context, string key, YamlScalar scalar, QueryException wrong) =>
        context.Report(DiagnosticDescriptors.BadQuery, Place(scalar, wrong), key, Display.Sentence(wrong.Message));

    // The place within the text where the text stands in one line as it was written; else the whole text.
    private static YamlSpan Place(YamlScalar scalar, QueryException wrong)
    {
        YamlSpan whole = scalar.Span;
        int quote = scalar.IsPlain ? 0 : 1;
        if (whole.StartLine != whole.EndLine || whole.Length != scalar.Text.Length + (2 * quote))
        {
            return whole;
        }

        int start = Math.Min(wrong.Start, Math.Max(0, scalar.Text.Length - 1));
        int length = Math.Max(1, Math.Min(wrong.Length, scalar.Text.Length - start));
        int column = whole.StartColumn + quote + start;
        return new(whole.Start + quote + start, length, whole.StartLine, column, whole.EndLine, column + length);
    }
}
