using Unlearn.Core;
using Unlearn.Formats.Arrays;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Audits;

/// <summary>
/// Lets attacks that see nothing but phi = log p_y - log(1 - p_y) run on phi alone: <c>NAME_phi</c> becomes the two-class
/// logits (phi, 0) with the true class 0, whose phi is the given number exactly.
/// </summary>
public static class PhiArrays
{
    private const string Ending = "_phi";

    /// <summary>Whether an array holds phi.</summary>
    public static bool IsPhi(string name) => name.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>Replaces phi by logits and adds the labels; arrays without phi come back as they are.</summary>
    /// <param name="arrays">The arrays of an audit; outputs are either all phi or none.</param>
    /// <param name="known">The arrays that the audit reads, labels among them.</param>
    /// <exception cref="InputException">Phi and logits or probabilities are mixed.</exception>
    public static IReadOnlyList<NamedArray> ToLogits(
        IReadOnlyList<NamedArray> arrays,
        IReadOnlyCollection<EvidenceArray> known
    )
    {
        NamedArray[] phi = [.. arrays.Where(static array => IsPhi(array.Name))];
        if (phi.Length == 0)
        {
            return arrays;
        }

        if (
            arrays.FirstOrDefault(static array =>
                array.Name.EndsWith("_logits", StringComparison.Ordinal)
                || array.Name.EndsWith("_probabilities", StringComparison.Ordinal)
            ) is
            { } other
        )
        {
            throw new InputException($"'{phi[0].Name}' and '{other.Name}': give phi for all outputs or for none.");
        }

        // Labels choose a class of the outputs; here the true class is always the first.
        return
        [
            .. arrays.Where(static array =>
                !IsPhi(array.Name) && !array.Name.EndsWith("labels", StringComparison.Ordinal)
            ),
            .. phi.Select(ToLogits),
            .. from array in phi
            let labels = LabelsOf(array.Name)
            where known.Any(one => one.Name == labels)
            select new NamedArray(labels, array.Shape, new double[array.Values.Length]),
        ];
    }

    private static string LabelsOf(string phi) =>
        phi == $"target{Ending}" ? "labels" : $"{phi[..^Ending.Length]}_labels";

    private static NamedArray ToLogits(NamedArray phi)
    {
        var logits = new double[2 * phi.Values.Length];
        for (int i = 0; i < phi.Values.Length; i++)
        {
            logits[2 * i] = phi.Values[i];
        }

        return new NamedArray(phi.Name[..^Ending.Length] + "_logits", [.. phi.Shape, 2], logits);
    }
}
