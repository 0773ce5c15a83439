namespace Unlearn.Learning.Data.Catalog;

/// <summary>Files inside the product.</summary>
internal static class ShippedFiles
{
    /// <summary>The bytes of an embedded file.</summary>
    public static byte[] Read(string name)
    {
        using Stream stream =
            typeof(ShippedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
