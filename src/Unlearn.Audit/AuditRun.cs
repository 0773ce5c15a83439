using System.Globalization;
using Unlearn.Core;
using Unlearn.Core.Names;
using Unlearn.Verification.Evidence;
using Unlearn.Verification.Signals;

namespace Unlearn.Audit;

/// <summary>An audit together with what it read and found.</summary>
/// <param name="Audit">The audit with its options.</param>
/// <param name="Read">The arrays that it read.</param>
/// <param name="Unread">Arrays of the files that it has no use for.</param>
/// <param name="Result">What it found.</param>
public sealed record AuditRun(
    IAudit Audit,
    IReadOnlyList<AuditArray> Read,
    IReadOnlyList<AuditArray> Unread,
    AuditResult Result
)
{
    private const double WayBelowHalf = 0.25;

    /// <summary>Checks that everything needed is there, and runs.</summary>
    /// <exception cref="InputException">An array is missing or cannot be used, said in words.</exception>
    public static AuditRun Of(IAudit audit, IReadOnlyList<AuditArray> given)
    {
        ILookup<bool, AuditArray> sorted = given.ToLookup(array => audit.Arrays.Any(need => need.Matches(array.Name)));
        AuditArray[] read = [.. sorted[true]];
        if (read.Select(static array => array.Array.Flaw).FirstOrDefault(static flaw => flaw is not null) is { } flaw)
        {
            throw new InputException(flaw);
        }

        CheckComplete(audit, given, read);
        (IReadOnlyList<AuditArray> settled, IReadOnlyList<string> notes) = ArrayForms.Settle(read, audit.Arrays);
        AuditResult result = audit.Run([.. settled.Select(static array => array.Array)]);
        CheckNumbers(audit, result);
        return new AuditRun(
            audit,
            settled,
            [.. sorted[false]],
            result with
            {
                Notes = [.. notes, .. result.Notes],
                Warnings = [.. settled.Select(Floored).OfType<string>(), .. result.Warnings],
            }
        );
    }

    /// <summary>What is probably not meant: unread arrays with nearly the right name, scores the wrong way round.</summary>
    public IEnumerable<string> Doubts() => [.. Misnamed(), .. Reversed()];

    private IEnumerable<string> Reversed() =>
        from figure in Result.Figures
        where figure is { Name: "auc", Value: < WayBelowHalf }
        select string.Create(
            CultureInfo.InvariantCulture,
            $"auc-below-half: an AUC of {figure.Value:G3} is far below one half; larger scores mean members here, so losses are given with a minus, and members are 1"
        );

    private IEnumerable<string> Misnamed()
    {
        string[] open =
        [
            .. Audit
                .Arrays.Where(need => !Read.Any(array => need.Matches(array.Name)))
                .SelectMany(static need => need.Names),
        ];
        return from array in Unread
            let meant = NearestName.Find(array.Name, open)
            where meant is not null
            select $"'{array.Name}' in {array.Source} was not read; did you mean '{meant}'?";
    }

    private static string? Floored(AuditArray array) =>
        OutputNames.IsProbabilities(array.Name)
            ? ProbabilityFloor.Warning(array.Array.Values, $"probabilities of '{array.Name}'")
            : null;

    /// <summary>Squares of finite numbers can overflow; a figure that is no number must not look like a result.</summary>
    private static void CheckNumbers(IAudit audit, AuditResult result)
    {
        string? broken =
            result.Figures.FirstOrDefault(static figure => figure.Value is double.NaN)?.Name
            ?? result
                .Rows.SelectMany(static row => row.Values)
                .Where(static value => double.IsNaN(value.Value))
                .Select(static value => value.Key)
                .FirstOrDefault();
        if (broken is not null)
        {
            throw new InputException(
                $"'{audit.Name}' gives no number for '{broken}': the values are too large for float64, or constant."
            );
        }
    }

    private static void CheckComplete(IAudit audit, IReadOnlyList<AuditArray> given, AuditArray[] read)
    {
        bool onPhi = read.Any(static array => OutputNames.IsPhi(array.Name));
        ArrayNeed[] missing =
        [
            .. audit.Arrays.Where(need =>
                need.Required
                && !read.Any(array => need.Matches(array.Name))
                && !(onPhi && need.Array.Content == ArrayContent.Labels)
            ),
        ];
        if (missing.Length == 0)
        {
            return;
        }

        string have =
            given.Count == 0
                ? "No array was given: --target FILE names a file."
                : $"Given: {string.Join(", ", given.Select(static array => $"'{array.Name}' ({array.Array.ShapeText})"))}.";
        string hints = string.Concat(
            from array in given
            where !read.Contains(array)
            let meant = NearestName.Find(array.Name, missing.SelectMany(static need => need.Names))
            where meant is not null
            select $" '{array.Name}': did you mean '{meant}'?"
        );
        throw new InputException(
            $"'{audit.Name}' needs {string.Join(" and ", missing.Select(static need => need.ToString()))}. {have}{hints}{FromOne(given)}"
        );
    }

    /// <summary>Columns of one array that are numbered from 1.</summary>
    private static string FromOne(IReadOnlyList<AuditArray> given)
    {
        HashSet<string> names = [.. given.Select(static array => array.Name)];
        string? stem = names
            .Where(static name => name.EndsWith("_1", StringComparison.Ordinal))
            .Select(static name => name[..^2])
            .FirstOrDefault(stem => names.Contains($"{stem}_2") && !names.Contains($"{stem}_0"));
        return stem is null
            ? ""
            : $" The columns of one array are numbered from 0: '{stem}_0', '{stem}_1', ... in place of '{stem}_1', '{stem}_2', ...";
    }
}
