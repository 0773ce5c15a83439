namespace Unlearn.Core.Conditions;

/// <summary>
/// A part of a condition over the columns of a dataset. The manifest compiler and the scenarios read conditions by this one syntax.
/// </summary>
public abstract record QueryNode;

/// <summary>One of several conditions holds. They are a list, not a tree of pairs: a chain of a hundred thousand is no deeper than one of two.</summary>
/// <param name="Parts">The conditions.</param>
public sealed record QueryAny(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>All of several conditions hold.</summary>
/// <param name="Parts">The conditions.</param>
public sealed record QueryAll(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>The inner condition does not hold.</summary>
/// <param name="Inner">The condition.</param>
public sealed record QueryNot(QueryNode Inner) : QueryNode;

/// <summary>A comparison of a column with a value, or with several.</summary>
/// <param name="Column">What was written as the column's name.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Values">One value, or those of a list.</param>
public sealed record QueryTest(QueryToken Column, QueryOperator Operator, IReadOnlyList<QueryToken> Values) : QueryNode;
