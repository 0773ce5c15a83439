namespace Unlearn.Learning.Forgetting.Answers;

/// <summary>How a model learns to refuse.</summary>
public enum RefusalLoss
{
    /// <summary>It comes to prefer the refusal to the true answer.</summary>
    Preference,

    /// <summary>It is trained on the refusal, as if that were the answer (known as IDK).</summary>
    Nll,
}
