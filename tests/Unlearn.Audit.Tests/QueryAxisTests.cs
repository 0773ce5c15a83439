using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;

namespace Unlearn.Audit.Tests;

/// <summary>Only outputs that say so have an axis of queries, whatever they are called.</summary>
public sealed class QueryAxisTests
{
    private static readonly ArrayNeed[] Needs =
    [
        ArrayNeed.Of(EvidenceArray.Outputs("own", "points", queries: true)),
        ArrayNeed.Of(EvidenceArray.OutputsOfModels("peers", "points", queries: true)),
        ArrayNeed.Of(EvidenceArray.OutputsOfModels("retrained", "points")),
    ];

    private static readonly NamedArray Own = Counted("own_logits", 2, 3, 2);
    private static readonly NamedArray Peers = Counted("peers_probabilities", 1, 2, 3, 2);
    private static readonly NamedArray Retrained = Counted("retrained_logits", 1, 2, 2);

    [Test]
    public void Each_query_is_an_input_of_its_own()
    {
        Assert.That(QueryAxis.Count([Own, Peers, Retrained], Needs), Is.EqualTo(3));

        IReadOnlyList<NamedArray> second = QueryAxis.Slice([Own, Peers, Retrained], Needs, 1);
        Assert.That(second[0].Shape, Is.EqualTo(new[] { 2, 2 }));
        Assert.That(second[0].Values, Is.EqualTo(new double[] { 2, 3, 8, 9 }));
        Assert.That(second[1].Shape, Is.EqualTo(new[] { 1, 2, 2 }));
        Assert.That(second[2], Is.SameAs(Retrained));
    }

    [Test]
    public void Outputs_that_may_have_queries_have_them_together()
    {
        Assert.That(
            () => QueryAxis.Count([Own, Counted("peers_logits", 1, 2, 2)], Needs),
            Throws.TypeOf<InputException>().With.Message.Contains("'peers_logits'")
        );
    }

    private static NamedArray Counted(string name, params int[] shape) =>
        new(
            name,
            shape,
            [.. Enumerable.Range(0, shape.Aggregate(1, static (a, b) => a * b)).Select(static i => (double)i)]
        );
}
