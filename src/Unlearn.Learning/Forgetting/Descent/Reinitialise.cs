using Unlearn.Core.Randomness;
using Unlearn.Learning.Forgetting.Contracts;
using Unlearn.Learning.Models;
using static TorchSharp.torch;

namespace Unlearn.Learning.Forgetting.Descent;

/// <summary>Starts parts of trained models anew.</summary>
internal static class Reinitialise
{
    /// <summary>Untrained models, one per request.</summary>
    public static ParameterStack All(UnlearningContext context, Func<ForgetRequest, RandomKey> key)
    {
        int width = context.Originals.Layout.Width;
        var rows = new float[context.Requests.Count * width];
        for (int member = 0; member < context.Requests.Count; member++)
        {
            context.Data.Network.Initialise(key(context.Requests[member]), rows.AsSpan(member * width, width));
        }

        using Tensor flat = tensor(rows, [context.Requests.Count, width]);
        return new ParameterStack(context.Originals.Layout, flat.to_type(context.Originals.Flat.dtype, copy: true));
    }

    /// <summary>The originals with fresh values where the mask is true.</summary>
    public static ParameterStack Where(UnlearningContext context, Tensor mask, Func<ForgetRequest, RandomKey> key)
    {
        using ParameterStack fresh = All(context, key);
        return new ParameterStack(context.Originals.Layout, where(mask, fresh.Flat, context.Originals.Flat));
    }
}
