using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Objectives;

/// <summary>Members vote for the next token at every place, each for the one that it thinks likeliest; shares of votes are the answer.</summary>
internal static class TokenVotes
{
    /// <summary>The answers of all members together; a token without a vote has the share <see cref="EnsembleOutputs.ShareFloor"/>.</summary>
    /// <param name="members">Answers of two members or more to the same points.</param>
    public static TokenAnswers Count(IReadOnlyList<TokenAnswers> members)
    {
        int most = members[0].Most;
        var values = new double[members[0].Values.Length];
        Array.Fill(values, double.NaN);
        for (int point = 0; point < members[0].Points; point++)
        {
            int start = point * TokenAnswers.Columns(most);
            ReadOnlySpan<double> targets = members[0].Targets(point);
            for (int place = 0; place < targets.Length; place++)
            {
                double target = targets[place];
                (double Token, double Share)[] votes =
                [
                    .. members
                        .Select(member => member.Likeliest(point)[place])
                        .GroupBy(static token => token)
                        .Select(group => (group.Key, (double)group.Count() / members.Count))
                        .OrderByDescending(static vote => vote.Item2)
                        .ThenBy(static vote => vote.Key),
                ];
                double share = votes.FirstOrDefault(vote => vote.Token == target).Share;
                double mean = votes.Sum(static vote => vote.Share * Math.Log(vote.Share));
                double square = votes.Sum(static vote => vote.Share * Math.Pow(Math.Log(vote.Share), 2));
                double[] signals =
                [
                    Math.Log(Math.Max(share, EnsembleOutputs.ShareFloor)),
                    mean,
                    Math.Sqrt(Math.Max(0.0, square - (mean * mean))),
                    votes[0].Token,
                    target,
                ];
                for (int signal = 0; signal < signals.Length; signal++)
                {
                    values[start + (signal * most) + place] = signals[signal];
                }
            }
        }

        return new TokenAnswers(values, most);
    }
}
