using Unlearn.Formats.Arrays;
using Unlearn.Verification.Audits;
using static Unlearn.Verification.Tests.Refusal;

namespace Unlearn.Verification.Tests.Audits;

/// <summary>Named arrays as figures on plain numbers ask for them.</summary>
public sealed class ArraySetTests
{
    private static readonly NamedArray Single = new("rate", [], [0.25]);
    private static readonly NamedArray List = new("scores", [3], [1, 2, 3]);
    private static readonly NamedArray Table = new("table", [2, 3], [1, 2, 3, 4, 5, 6]);
    private static readonly NamedArray Stack = new("stack", [1, 2, 2], [1, 2, 3, 4]);

    [Test]
    public void A_name_that_is_given_twice_is_refused() =>
        Refused(() => new ArraySet([List, Single, List]), "'scores' is given twice.");

    [Test]
    public void An_array_that_holds_no_numbers_is_refused_before_anyone_asks_for_it() =>
        Refused(
            () => new ArraySet([new NamedArray("scores", [2], [1, double.NaN])]),
            "'scores' holds NaN at [1]; give finite numbers."
        );

    [Test]
    public void What_is_there_is_found_by_its_name_and_nothing_else_is()
    {
        var set = new ArraySet([List, Single]);
        Assert.That(set.Has("scores"), Is.True);
        Assert.That(set.Has("Scores"), Is.False, "names are read as they are written");
        Assert.That(set.All, Is.EqualTo(new[] { List, Single }));
        Assert.That(set.Require("rate"), Is.SameAs(Single));
        Refused(() => set.Require("labels"), "There is no array 'labels'.");
    }

    [Test]
    public void A_list_is_a_list_of_numbers_and_a_single_number_is_one_too()
    {
        var set = new ArraySet([List, Single, Table]);
        Assert.That(set.Vector("scores"), Is.EqualTo(new[] { 1.0, 2, 3 }));
        Assert.That(set.Vector("rate"), Is.EqualTo(new[] { 0.25 }));
        Refused(() => set.Vector("table"), "'table' has shape 2 x 3, expected a list of numbers.");
    }

    [Test]
    public void An_array_without_a_value_is_no_list() =>
        Refused(() => new ArraySet([new NamedArray("scores", [0], [])]).Vector("scores"), "'scores' is empty.");

    [Test]
    public void A_column_has_a_number_for_each_row()
    {
        var set = new ArraySet([List]);
        Assert.That(set.Column("scores", 3), Is.EqualTo(new[] { 1.0, 2, 3 }));
        Refused(() => set.Column("scores", 2), "'scores' has 3 numbers, expected 2 (or one for all).");
        Refused(() => set.Column("scores", 1), "'scores' has 3 numbers, expected 1 (or one for all).");
    }

    [Test]
    public void A_single_number_counts_for_all_rows_and_stays_single_itself()
    {
        var set = new ArraySet([Single]);
        Assert.That(set.Column("rate", 3), Is.EqualTo(new[] { 0.25, 0.25, 0.25 }));
        Assert.That(set.Column("rate", 1), Is.EqualTo(new[] { 0.25 }));
        Assert.That(set.Number("rate"), Is.EqualTo(0.25));
    }

    [Test]
    public void Counts_are_whole_numbers_from_nought_to_the_largest()
    {
        var set = new ArraySet([new NamedArray("trials", [3], [0, 7, int.MaxValue])]);
        Assert.That(set.Counts("trials", 3), Is.EqualTo(new[] { 0, 7, int.MaxValue }));
    }

    [TestCase(-1.0, "-1")]
    [TestCase(0.5, "0.5")]
    [TestCase(2147483648.0, "2147483648")]
    public void What_is_no_count_is_refused_with_its_place(double value, string text) =>
        Refused(
            () => new ArraySet([new NamedArray("trials", [2], [3, value])]).Counts("trials", 2),
            $"'trials' holds {text} at [1]; whole numbers from 0 are right."
        );

    [Test]
    public void A_mask_has_both_sides()
    {
        static bool[] Members(params double[] mask) =>
            new ArraySet([new NamedArray("members", [mask.Length], mask)]).Members("members", 2);

        Assert.That(Members(1, 0), Is.EqualTo(new[] { true, false }));
        Refused(() => Members(1, 1), "'members' names no non-member: give both sides.");
        Refused(() => Members(0, 0), "'members' names no member: give both sides.");
        Refused(() => Members(1, 0, 1), "'members' has shape 3, expected 2.");
    }

    [Test]
    public void A_table_is_cut_into_its_rows_however_a_list_would_be_read()
    {
        var set = new ArraySet([Table]);
        Assert.That(set.Rows("table", listIsRow: true), Is.EqualTo(new double[][] { [1, 2, 3], [4, 5, 6] }));
        Assert.That(set.Rows("table", listIsRow: false), Is.EqualTo(new double[][] { [1, 2, 3], [4, 5, 6] }));
    }

    [Test]
    public void A_list_is_one_row_or_one_column()
    {
        var set = new ArraySet([List]);
        Assert.That(set.Rows("scores", listIsRow: true), Is.EqualTo(new double[][] { [1, 2, 3] }));
        Assert.That(set.Rows("scores", listIsRow: false), Is.EqualTo(new double[][] { [1], [2], [3] }));
    }

    [Test]
    public void A_stack_of_tables_is_no_table() =>
        Refused(
            () => new ArraySet([Stack]).Rows("stack", listIsRow: true),
            "'stack' has shape 1 x 2 x 2, expected rows x columns."
        );
}
