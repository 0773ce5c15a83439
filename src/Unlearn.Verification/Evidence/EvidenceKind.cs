using Unlearn.Formats.Arrays;

namespace Unlearn.Verification.Evidence;

/// <summary>
/// A kind of evidence that attacks look at beside the target's outputs on the attacked points: which models it is asked of and on which
/// points, how it is put together from their answers, and what it is called in files. Attacks list kinds, and planning, collection, export
/// and audits follow from them.
/// </summary>
public abstract class EvidenceKind
{
    /// <summary>What it is, as the end of "the attack needs".</summary>
    public abstract string Description { get; }

    /// <summary>What it asks of models.</summary>
    public abstract IReadOnlyList<Question> Questions { get; }

    /// <summary>The arrays that hold it in files; none for evidence that no file can hold.</summary>
    public virtual IReadOnlyList<EvidenceArray> Arrays => [];

    /// <summary>Whether it looks inside of models, and not at their answers.</summary>
    public virtual bool IsInside => false;

    /// <summary>Whether it is made of models with a certain role.</summary>
    public bool Asks(ModelRole models) => Questions.Any(question => question.Models == models);

    /// <summary>The input with this evidence, put together from answers of models.</summary>
    public virtual AttackInput Collect(AttackInput input, IModelAnswers answers) => input;

    /// <summary>The input with this evidence from arrays, or without it where they do not hold it.</summary>
    public virtual AttackInput Read(AttackInput input, IEvidenceArrays arrays) => input;

    /// <summary>The arrays that hold this evidence of an input; none where it has none.</summary>
    public virtual IEnumerable<NamedArray> Write(AttackInput input) => [];

    /// <summary>The number of shadow models or copies that an input holds in this evidence.</summary>
    public virtual int Models(AttackInput input) => 0;

    /// <summary>The input with half of the shadow models or copies in this evidence; null where they are too few to be halved.</summary>
    public virtual AttackInput? Halve(AttackInput input) => input;
}
