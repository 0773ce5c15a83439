using Unlearn.Learning.Data;

namespace Unlearn.Learning.Tests.Data;

/// <summary>Data folders that hold the real data beside the checkout; the test is skipped where a dataset is absent.</summary>
internal static class RealData
{
    public static DataFolders With(string dataset)
    {
        string data = Path.GetDirectoryName(SharedData.Path("data", dataset))!;
        return new DataFolders([data], data);
    }
}
