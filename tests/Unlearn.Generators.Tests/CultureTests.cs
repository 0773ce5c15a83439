using System.Globalization;
using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests;

public class CultureTests
{
    [Test]
    public void A_culture_with_other_signs_changes_neither_code_nor_messages()
    {
        string manifest = Manifests.WithMethods(
            "gradient-ascent: { salt: -5, learningRate: 2.5, stopping: { tolerance: -1e-7 } }"
        );
        string wrong = Manifests.WithMethods("gradient-ascent: { learningRate: -0.5, steps: -1 }");
        string source = GeneratorRun.OfManifest(manifest).Source;
        IReadOnlyList<string> lines = GeneratorRun.OfManifest(wrong).Lines;

        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "\u2212";
        odd.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = odd;

            Assert.That(GeneratorRun.OfManifest(manifest).Source, Is.EqualTo(source));
            Assert.That(GeneratorRun.OfManifest(wrong).Lines, Is.EqualTo(lines));
            Assert.That(lines, Has.Count.EqualTo(2));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
