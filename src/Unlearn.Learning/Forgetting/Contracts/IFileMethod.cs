using Unlearn.Learning.Data;

namespace Unlearn.Learning.Forgetting.Contracts;

/// <summary>A method that names files. What they say becomes part of its options, and so of keys; what they are called does not.</summary>
public interface IFileMethod : IUnlearningMethod
{
    /// <summary>The method with what its files say.</summary>
    /// <exception cref="Core.InputException">A file is missing or says nothing.</exception>
    IUnlearningMethod Read(DataFolders folders);
}
