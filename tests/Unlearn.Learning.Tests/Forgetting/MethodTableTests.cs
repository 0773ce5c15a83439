using System.Globalization;
using System.Reflection;
using Unlearn.Core.Components;
using Unlearn.Learning.Forgetting.Contracts;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace Unlearn.Learning.Tests.Forgetting;

/// <summary>The table of all methods names all methods, and their search spaces hold what they must.</summary>
public sealed class MethodTableTests
{
    private static readonly Type[] Methods =
    [
        .. typeof(IUnlearningMethod)
            .Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<UnlearningMethodAttribute>() is not null),
    ];

    [Test]
    public void The_table_links_every_method_to_its_page_and_nothing_else()
    {
        string table = File.ReadAllText(Checkout.Path("docs", "methods", "README.md"));
        string[] linked =
        [
            .. table
                .Split('\n')
                .Where(static line => line.StartsWith("| [", StringComparison.Ordinal))
                .Select(static line => line[3..line.IndexOf(']', StringComparison.Ordinal)]),
        ];

        Assert.That(
            linked,
            Is.EquivalentTo(Methods.Select(static type => type.GetCustomAttribute<UnlearningMethodAttribute>()!.Name))
        );
        Assert.That(linked.Select(static name => Checkout.Path("docs", "methods", $"{name}.md")), Is.All.Exist);
    }

    [Test]
    public void Every_search_space_lies_in_its_options_range_and_holds_the_default()
    {
        int spaces = 0;
        foreach (Type type in Methods)
        {
            object method = Activator.CreateInstance(type)!;
            foreach (PropertyInfo option in type.GetProperties())
            {
                if (option.GetCustomAttribute<SearchSpaceAttribute>() is not { } space)
                {
                    continue;
                }

                spaces++;
                string name = $"{type.Name}.{option.Name}";
                RangeAttribute range = option.GetCustomAttribute<RangeAttribute>()!;
                Assert.That(space.Least, Is.LessThan(space.Most).And.GreaterThanOrEqualTo(Number(range.Minimum)), name);
                Assert.That(space.Most, Is.LessThanOrEqualTo(Number(range.Maximum)), name);
                if (option.GetValue(method) is { } written)
                {
                    Assert.That(Number(written), Is.InRange(space.Least, space.Most), name);
                }
            }
        }

        Assert.That(spaces, Is.GreaterThan(50));
    }

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
