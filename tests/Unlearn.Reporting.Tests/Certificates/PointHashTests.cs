using System.Security.Cryptography;
using System.Text;
using Unlearn.Core;
using Unlearn.Reporting.Certificates;

namespace Unlearn.Reporting.Tests.Certificates;

/// <summary>Hashes that name a point to those alone who have the salt.</summary>
public sealed class PointHashTests
{
    [Test]
    public void A_hash_is_an_hmac_that_other_programs_compute_too()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, new string('0', 63) + "1\n");
            byte[] salt = [.. new byte[31], 1];
            string expected = Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.ASCII.GetBytes("abc\n17")));

            Assert.That(PointHash.Read(path).Of("abc", 17), Is.EqualTo(expected));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Two_salts_name_a_point_differently()
    {
        string[] hashes = [.. Enumerable.Range(0, 2).Select(static _ => PointHash.Create().Of("abc", 17))];
        Assert.That(hashes, Is.Unique);
    }

    [TestCase("")]
    [TestCase("00")]
    [TestCase("zz00000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_salt_is_refused(string text)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Assert.That(() => PointHash.Read(path), Throws.TypeOf<InputException>().With.Message.Contains("64"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
