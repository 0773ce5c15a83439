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
    /// <summary>Replaces phi by logits and adds the labels; arrays without phi come back as they are.</summary>
    /// <param name="arrays">The arrays of an audit; outputs are either all phi or none.</param>
    /// <param name="known">The arrays that the audit reads, labels among them.</param>
    /// <exception cref="InputException">Phi and logits or probabilities are mixed, or phi holds something else than finite numbers.</exception>
    public static IReadOnlyList<NamedArray> ToLogits(
        IReadOnlyList<NamedArray> arrays,
        IReadOnlyCollection<EvidenceArray> known
    )
    {
        NamedArray[] phi = [.. arrays.Where(static array => OutputNames.IsPhi(array.Name))];
        if (phi.Length == 0)
        {
            return arrays;
        }

        // Under its own name, before it passes for logits.
        Array.ForEach(phi, ArrayValues.Check);
        if (arrays.FirstOrDefault(static array => OutputNames.HasClasses(array.Name)) is { } other)
        {
            throw new InputException($"'{phi[0].Name}' and '{other.Name}': give phi for all outputs or for none.");
        }

        // Labels choose a class of the outputs; here the true class is always the first.
        HashSet<string> labels =
        [
            .. known.Where(static one => one.Content == ArrayContent.Labels).Select(static one => one.Name),
        ];
        return
        [
            .. arrays.Where(array => !OutputNames.IsPhi(array.Name) && !labels.Contains(array.Name)),
            .. phi.Select(ToLogits),
            .. from array in phi
            let own = OutputNames.Labels(OutputNames.Group(array.Name)!)
            where labels.Contains(own)
            select new NamedArray(own, array.Shape, new double[array.Values.Length]),
        ];
    }

    private static NamedArray ToLogits(NamedArray phi)
    {
        var logits = new double[2 * phi.Values.Length];
        for (int i = 0; i < phi.Values.Length; i++)
        {
            logits[2 * i] = phi.Values[i];
        }

        return new NamedArray(OutputNames.Logits(OutputNames.Group(phi.Name)!), [.. phi.Shape, 2], logits);
    }
}
