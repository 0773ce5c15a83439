namespace Unlearn.Generators.Model;

/// <summary>Types of scalars.</summary>
internal enum ScalarKind
{
    Boolean,
    Integer,
    LongInteger,
    Number,
    Text,
}
