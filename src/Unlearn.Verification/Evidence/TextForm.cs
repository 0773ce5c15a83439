namespace Unlearn.Verification.Evidence;

/// <summary>Texts that are made of a point and that models are asked about beside it.</summary>
public enum TextForm
{
    /// <summary>Prompt and answer in lower case.</summary>
    LowerCase,

    /// <summary>The right answer in other words; the answer as it is where there are none.</summary>
    Paraphrase,

    /// <summary>Wrong answers of the same form; a point may have none.</summary>
    WrongAnswers,
}
