using System.Collections.Immutable;
using Unlearn.Core;

namespace Unlearn.Verification.Attacks;

/// <summary>An attack on points whose labels were swapped between two classes: it looks at scenarios that swapped these.</summary>
public interface IClassPairAttack : IOutputAttack
{
    /// <summary>The two classes as numbers from 0.</summary>
    /// <param name="names">The names of all classes, in label order.</param>
    /// <exception cref="InputException">One of them is not there, or both are the same.</exception>
    (int First, int Second) ClassesIn(ImmutableArray<string> names);
}
