namespace Unlearn.Learning.Forgetting.Certified;

/// <summary>
/// How far two runs of noisy projected descent can be told apart when one was trained with some points more and both then took the
/// same steps without them. A step maps both runs by a map that brings points closer by a factor, then adds the same
/// Gaussian noise, then projects; noise hides what the runs differ by, a part at every step (Feldman, Mironov, Talwar and Thakurta,
/// FOCS 2018, theorem 22).
/// </summary>
/// <remarks>
/// With factor c, T steps in which the maps differ by at most s, then K equal ones, and noise of variance v a step, the Renyi
/// divergence of order alpha is at most alpha A^2 / (2 v), where A^2 is the least sum of squares of shifts a_t whose weighted sum
/// over c^(T+K-t) is what is to be hidden, s c^K (1 - c^T) / (1 - c): A^2 = that squared times (1 - c^2) / (1 - c^(2(T+K))).
/// </remarks>
/// <param name="Contraction">c, in [0, 1).</param>
/// <param name="Sensitivity">s.</param>
/// <param name="Variance">v, of each coordinate.</param>
/// <param name="LearnSteps">T.</param>
/// <param name="Steps">K.</param>
internal sealed record RenyiAccount(double Contraction, double Sensitivity, double Variance, int LearnSteps, int Steps)
{
    /// <summary>The divergence of order alpha, divided by alpha.</summary>
    public double Slope
    {
        get
        {
            double c = Contraction;
            double apart = Sensitivity * Math.Pow(c, Steps) * (1.0 - Math.Pow(c, LearnSteps)) / (1.0 - c);
            double squares = apart * apart * (1.0 - (c * c)) / (1.0 - Math.Pow(c, 2.0 * (LearnSteps + Steps)));
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
