using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Unlearn.Generators.Model;
using Unlearn.Generators.Tests.Harness;

namespace Unlearn.Generators.Tests;

public class ModelEqualityTests
{
    [Test]
    public void The_same_source_twice_gives_equal_models_that_are_not_the_same()
    {
        ManifestModel first = ModelReader.Read(ToyWorld.Compilation(), withSummaries: false, default)!;
        ManifestModel second = ModelReader.Read(ToyWorld.Compilation("class Other;"), withSummaries: false, default)!;

        Assert.That(first, Is.Not.SameAs(second));
        Assert.That(first, Is.EqualTo(second));
        Assert.That(first.GetHashCode(), Is.EqualTo(second.GetHashCode()));
    }

    [Test]
    public void No_step_of_the_pipeline_holds_compiler_objects()
    {
        GeneratorRun run = GeneratorRun.Of(
            ("/project/a.unlearn.yaml", Manifests.Full),
            ("/project/b.unlearn.yaml", Manifests.Small.Replace("mlp", "mpl", StringComparison.Ordinal))
        );
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (
            string step in run.Result.TrackedSteps.Keys.Where(key => typeof(TrackingNames).GetField(key) is not null)
        )
        {
            foreach (IncrementalGeneratorRunStep taken in run.Result.TrackedSteps[step])
            {
                foreach ((object value, _) in taken.Outputs)
                {
                    Walk(value, step, seen);
                }
            }
        }

        Assert.That(seen, Has.Count.GreaterThan(500), "the walk must reach the models");
    }

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value.GetType().IsPrimitive || value is string || value is Enum || !seen.Add(value))
        {
            return;
        }

        Assert.That(
            value is ISymbol or Compilation or SyntaxNode or SyntaxTree or Location or Diagnostic or AdditionalText,
            Is.False,
            $"{path} holds {value.GetType()}"
        );
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, path + "[]", seen);
            }
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (
                FieldInfo field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
