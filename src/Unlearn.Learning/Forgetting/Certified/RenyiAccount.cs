namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>
/// How far two runs of noisy projected descent can be told apart when one was trained with some points more, which it then
/// leaves out at once or one part after another, and the other took all its steps without them. A step maps both runs by a map that
/// brings points closer by a factor, then adds the same Gaussian noise, then projects; noise hides what the runs differ by, a part
/// at every step (Feldman, Mironov, Talwar and Thakurta, FOCS 2018, theorem 22).
/// </summary>
/// <remarks>
/// With factor c, steps t = 1..N in which the maps differ by at most s_t, and noise of variance v a step, the Renyi divergence of order
/// alpha is at most alpha A^2 / (2 v), where A^2 is the least sum of squares of shifts a_t whose sum weighted by c^(N-t) is what is to
/// be hidden, D = sum of s_t c^(N-t): A^2 = D^2 (1 - c^2) / (1 - c^(2N)), with shifts that grow as c^(N-t). Because s_t never
/// grows from one step to the next, no such shift hides more than there is.
/// </remarks>
/// <param name="Contraction">c, in [0, 1).</param>
/// <param name="Variance">v, of each coordinate.</param>
/// <param name="Phases">Training, then the answers; sensitivities do not grow.</param>
internal sealed record RenyiAccount(double Contraction, double Variance, IReadOnlyList<AccountPhase> Phases)
{
    /// <summary>The divergence of order alpha, divided by alpha.</summary>
    public double Slope
    {
        get
        {
            double c = Contraction;
            double apart = 0.0;
            long after = 0;
            foreach (AccountPhase phase in Phases.Reverse())
            {
                apart += phase.Sensitivity * Math.Pow(c, after) * (1.0 - Math.Pow(c, phase.Steps)) / (1.0 - c);
                after += phase.Steps;
            }

            double squares = apart * apart * (1.0 - (c * c)) / (1.0 - Math.Pow(c, 2.0 * after));
            return squares / (2.0 * Variance);
        }
    }

    /// <summary>
    /// The least epsilon at a delta over all orders: alpha slope + log((alpha - 1) / alpha) - (log delta + log alpha) / (alpha - 1)
    /// (Canonne, Kamath and Steinke, NeurIPS 2020, proposition 12); not below 0.
    /// </summary>
    public double Epsilon(double delta)
    {
        double slope = Slope;
        if (slope == 0.0)
        {
            return 0.0;
        }

        // Every order gives a valid epsilon, so a grid errs on the safe side.
        double least = double.PositiveInfinity;
        for (double above = 1e-4; above < 1e9; above *= 1.01)
        {
            double alpha = 1.0 + above;
            double epsilon = (alpha * slope) + Math.Log(above / alpha) - ((Math.Log(delta) + Math.Log(alpha)) / above);
            least = Math.Min(least, epsilon);
        }

        return Math.Max(0.0, least);
    }
}
