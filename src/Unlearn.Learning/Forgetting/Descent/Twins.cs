using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>
/// Members with equal originals and equal requests, as candidates of tuning on one seed are: they differ in options alone, so what
/// depends on no option is computed for the first of them and counted for each.
/// </summary>
internal sealed class Twins
{
    private readonly UnlearningContext _context;
    private readonly int[] _firsts;
    private readonly int[] _position;

    private Twins(UnlearningContext context)
    {
        _context = context;
        var firsts = new List<int>();
        var known = new Dictionary<ForgetRequest, List<int>>();
        _position = new int[context.Requests.Count];
        for (int member = 0; member < _position.Length; member++)
        {
            if (!known.TryGetValue(context.Requests[member], out List<int>? like))
            {
                known.Add(context.Requests[member], like = []);
            }

            int found = like.FindIndex(position => SameOriginal(firsts[position], member));
            if (found < 0)
            {
                found = like.Count;
                like.Add(firsts.Count);
                firsts.Add(member);
            }

            _position[member] = like[found];
        }

        _firsts = [.. firsts];
    }

    /// <summary>Finds them.</summary>
    public static Twins Of(UnlearningContext context) => new(context);

    /// <summary>The first member that is like this one; itself where none is before it.</summary>
    public int First(int member) => _firsts[_position[member]];

    /// <summary>What a function of originals and requests gives for every member.</summary>
    /// <param name="compute">Given a context of members without twins: a row each, [members, ...]; must read no method.</param>
    /// <returns>[M, ...]; owned by the caller's scope.</returns>
    public Tensor Once(Func<UnlearningContext, Tensor> compute)
    {
        if (_firsts.Length == _position.Length)
        {
            return compute(_context);
        }

        using ParameterStack originals = _context.Originals.Select(_firsts);
        var cost = new CostCounter(_firsts.Length);
        using Tensor rows = compute(
            new UnlearningContext(
                _context.Data,
                originals,
                [.. _firsts.Select(member => _context.Requests[member])],
                cost
            )
        );
        for (int member = 0; member < _position.Length; member++)
        {
            _context.Cost.Add(member, cost.Gradients[_position[member]]);
        }

        using Tensor index = tensor([.. _position.Select(static position => (long)position)]);
        return rows.index_select(0, index);
    }

    private bool SameOriginal(int left, int right)
    {
        using Tensor flat = _context.Originals.Flat.contiguous();
        Span<byte> bytes = flat.bytes;
        int width = bytes.Length / _context.Originals.Members;
        return bytes.Slice(left * width, width).SequenceEqual(bytes.Slice(right * width, width));
    }
}
