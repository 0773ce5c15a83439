using Unlearn.Learning.Data;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>
/// A method that unlearns by training again (retrain, SISA). It is a pure function from a request to the members that
/// must exist before and after; which of them still need training follows from comparing the two.
/// </summary>
public interface IRetrainingMethod : IUnlearningMethod
{
    /// <summary>The members whose outputs are aggregated into the model's before the request.</summary>
    Ensemble Before(ForgetRequest request);

    /// <summary>The members whose outputs are aggregated into the model's after the request.</summary>
    Ensemble After(ForgetRequest request);

    /// <summary>The same before the request, for methods that look at points' classes as well.</summary>
    Ensemble Before(ForgetRequest request, Dataset dataset) => Before(request);

    /// <summary>The same after the request, for methods that look at points' classes as well.</summary>
    Ensemble After(ForgetRequest request, Dataset dataset) => After(request);
}
