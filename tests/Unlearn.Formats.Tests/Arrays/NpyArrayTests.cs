using System.Text;
using Unlearn.Formats.Arrays;

namespace Unlearn.Formats.Tests.Arrays;

public sealed class NpyArrayTests
{
    [Test]
    public void Sizes_as_Python_2_wrote_them_are_read()
    {
        var array = NpyArray.Parse(File("(2L,)", 16), "a.npy");

        Assert.That(array.Sizes, Is.EqualTo([2]));
    }

    [TestCase("(-1,)", "promises -1 numbers")]
    [TestCase("(4294967296, 4294967296)", "promises 4294967296 x 4294967296 numbers")]
    [TestCase("(0, 9999999999999)", "promises 0 x 9999999999999 numbers")]
    [TestCase("(3,)", "promises 3 numbers of 8 bytes, but 16 bytes follow")]
    public void Sizes_that_do_not_fit_are_quoted_as_they_stand(string shape, string words) =>
        Expect.Error(() => NpyArray.Parse(File(shape, 16), "a.npy"), "a.npy", words);

    private static byte[] File(string shape, int bytes)
    {
        string header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}\n";
        return
        [
            0x93,
            .. "NUMPY"u8,
            1,
            0,
            (byte)header.Length,
            0,
            .. Encoding.ASCII.GetBytes(header),
            .. new byte[bytes],
        ];
    }
}
