namespace Unlearn.Learning.Data.Queries;

/// <summary>
/// A part of a condition over the columns of a dataset. This folder's syntax (nodes, parser, type check) is compiled into the
/// manifest compiler as well, so that one grammar serves both.
/// </summary>
internal abstract record QueryNode;

/// <summary>One of several conditions holds. They are a list, not a tree of pairs: a chain of a hundred thousand is no deeper than one of two.</summary>
internal sealed record QueryAny(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>All of several conditions hold.</summary>
internal sealed record QueryAll(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>The inner condition does not hold.</summary>
internal sealed record QueryNot(QueryNode Inner) : QueryNode;

/// <summary>A comparison of a column with a value, or with several.</summary>
/// <param name="Column">What was written as the column's name.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Values">One value, or those of a list.</param>
internal sealed record QueryTest(QueryToken Column, QueryOperator Operator, IReadOnlyList<QueryToken> Values)
    : QueryNode;

/// <summary>How a column is compared.</summary>
internal enum QueryOperator
{
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    In,
}
