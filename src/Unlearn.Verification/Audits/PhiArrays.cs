using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Audits;

/// <summary>
/// Lets attacks that see nothing but phi = log p_y - log(1 - p_y) run on phi alone: <c>NAME_phi</c> becomes the two-class
/// logits (phi, 0) with the true class 0, whose phi is the given number exactly.
/// </summary>
public static class PhiArrays
{
    private const string Ending = "_phi";

    private static readonly Dictionary<string, string> Labelled = new(StringComparer.Ordinal)
    {
        ["target_phi"] = "labels",
        ["retain_phi"] = "retain_labels",
        ["population_phi"] = "population_labels",
    };

    /// <summary>Whether an array holds phi.</summary>
    public static bool IsPhi(string name) => name.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>Replaces phi by logits and adds the labels; arrays without phi come back as they are.</summary>
    /// <param name="arrays">The arrays of an audit; outputs are either all phi or none.</param>
    /// <exception cref="InputException">Phi and logits or probabilities are mixed.</exception>
    public static IReadOnlyList<NamedArray> ToLogits(IReadOnlyList<NamedArray> arrays)
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
            .. phi.Where(static array => Labelled.ContainsKey(array.Name))
                .Select(static array => new NamedArray(
                    Labelled[array.Name],
                    array.Shape,
                    new double[array.Values.Length]
                )),
        ];
    }

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
