using System.Buffers.Binary;
using System.Text;
using Unlearn.Formats.Weights;

namespace Unlearn.Formats.Tests.Weights;

public sealed class SafetensorsTests
{
    [Test]
    public void Arrays_may_stand_in_any_order_of_the_header()
    {
        SafetensorsContent content = Parse(
            """{"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"e":{"dtype":"F32","shape":[0,3],"data_offsets":[12,12]}}""",
            [0, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(1.5f)]
        );

        Assert.That(content.Arrays["b"].Values, Is.EqualTo([1.5f]));
        Assert.That(content.Arrays["n"].Values, Is.Empty);
        Assert.That(content.Arrays["e"].Values, Is.Empty);
    }

    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[]}}""", "two offsets")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "two offsets")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "two offsets")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":{}}}""", "header is damaged")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "its place is 4 to 0")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0.5,4]}}""", "header is damaged")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "its place is -4 to 0")]
    [TestCase("""{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}""", "its place is")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "damaged")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}""", "must follow one another")]
    [TestCase(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "must follow one another"
    )]
    [TestCase(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "must follow one another"
    )]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "end at 4 of 8 bytes")]
    [TestCase("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "end at 12 of 8 bytes")]
    [TestCase("""{"a":{"dtype":"I64","shape":[2],"data_offsets":[0,8]}}""", "should take 16 bytes")]
    [TestCase("""{"a":{"dtype":"Q7","shape":[2],"data_offsets":[0,8]}}""", "unknown type")]
    [TestCase("""{"a":{"dtype":null,"shape":[2],"data_offsets":[0,8]}}""", "unknown type")]
    [TestCase("""{"a":null}""", "header is damaged")]
    [TestCase("null", "header is damaged")]
    [TestCase("[1]", "header is damaged")]
    [TestCase("""{"__metadata__":null}""", "header is damaged")]
    [TestCase("""{"__metadata__":{"a":1}}""", "header is damaged")]
    [TestCase("""{"__metadata__":{"a":"","a":""}}""", "header is damaged")]
    [TestCase("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "header is damaged")]
    public void A_header_that_does_not_fit_its_bytes_is_an_error(string header, string expected)
    {
        Assert.That(
            () => Parse(header, new byte[8]),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(expected)
        );
    }

    [Test]
    public void Arrays_that_share_bytes_take_no_memory()
    {
        // 3,000 views of one megabyte: three gigabytes, if each were copied.
        string header =
            "{"
            + string.Join(
                ',',
                Enumerable
                    .Range(0, 3000)
                    .Select(static i =>
                        $$"""
                            "{{i}}":{"dtype":"F32","shape":[262144],"data_offsets":[0,1048576]}
                            """
                    )
            )
            + "}";
        byte[] file = File(header, new byte[1 << 20]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => Safetensors.Parse(file), Throws.TypeOf<InvalidDataException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 << 20));
    }

    private static SafetensorsContent Parse(string header, byte[] data) => Safetensors.Parse(File(header, data));

    private static byte[] File(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }
}
