namespace Unlearn.Verification.Attacks.Reference;

/// <summary>What offline LiRA scores. The two are different attacks.</summary>
public enum LiraTail
{
    /// <summary>P(OUT &lt; phi), the paper's one-sided test: only unusual confidence counts.</summary>
    OneSided,

    /// <summary>Minus the log density under OUT, as in the research script: unusual doubt counts as well.</summary>
    TwoSided,
}
