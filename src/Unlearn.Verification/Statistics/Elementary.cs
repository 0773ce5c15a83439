namespace Unlearn.Verification.Statistics;

/// <summary>
/// log(1 + x) and exp(x) - 1 that stay accurate next to 0 (Kahan's correction; Higham 2002, section 1.14.1). The platform's
/// own versions add or subtract 1 first.
/// </summary>
internal static class Elementary
{
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x
            : double.IsPositiveInfinity(sum) ? sum
            : Math.Log(sum) * (x / (sum - 1));
    }

    public static double ExpMinusOne(double x)
    {
        double power = Math.Exp(x);
        double difference = power - 1;
        return power == 1 ? x
            : difference == -1 || double.IsPositiveInfinity(power) ? difference
            : difference * (x / Math.Log(power));
    }
}
