using Unlearn.Core;
using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence;

/// <summary>A kind of evidence that is collected as values of one type, which <see cref="AttackInput.Get{T}"/> gives.</summary>
public abstract class CollectedEvidence<T> : EvidenceKind
    where T : class
{
    /// <summary>Checks a value against the attacked points.</summary>
    /// <exception cref="InputException">Shapes disagree, or a value is not finite; said in words.</exception>
    public abstract void Check(T value, AttackInput input);

    /// <inheritdoc />
    public sealed override AttackInput Collect(AttackInput input, IModelAnswers answers) =>
        input.With(this, Collect(answers));

    /// <inheritdoc />
    public sealed override AttackInput Read(AttackInput input, IEvidenceArrays arrays) =>
        Read(arrays) is { } value ? input.With(this, value) : input;

    /// <inheritdoc />
    public sealed override IEnumerable<NamedArray> Write(AttackInput input) =>
        input.Find(this) is { } value ? Write(value) : [];

    /// <inheritdoc />
    public sealed override int Models(AttackInput input) => input.Find(this) is { } value ? Models(value) : 0;

    /// <inheritdoc />
    public sealed override AttackInput? Halve(AttackInput input) =>
        input.Find(this) is not { } value ? input
        : Half(value) is { } half ? input.With(this, half)
        : null;

    /// <summary>Puts a value together from answers of models.</summary>
    protected abstract T Collect(IModelAnswers answers);

    /// <summary>A value from arrays; null where they do not hold it.</summary>
    /// <exception cref="InputException">They cannot be used.</exception>
    protected abstract T? Read(IEvidenceArrays arrays);

    /// <summary>The arrays that hold a value.</summary>
    protected abstract IEnumerable<NamedArray> Write(T value);

    /// <summary>The number of shadow models or copies in a value; 0 unless the kind says otherwise.</summary>
    protected virtual int Models(T value) => 0;

    /// <summary>A value with half of the shadow models or copies, null where they are too few; the value itself unless the kind says otherwise.</summary>
    protected virtual T? Half(T value) => value;
}
