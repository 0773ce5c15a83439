using System.Collections;

namespace Unlearn.Generators.Tests.Harness;

/// <summary>Reads lists of types that only the generated program knows.</summary>
internal static class Items
{
    public static dynamic Item(object list, int index) => ((IEnumerable)list).Cast<object>().ElementAt(index);
}
