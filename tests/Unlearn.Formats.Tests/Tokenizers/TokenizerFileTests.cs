using Unlearn.Formats.Tokenizers;

namespace Unlearn.Formats.Tests.Tokenizers;

/// <summary>Files of tokenizers beside a model that is written out.</summary>
public sealed class TokenizerFileTests
{
    [Test]
    public void Bytes_are_written_as_byte_pairs_without_merges_that_give_the_same_ids()
    {
        string folder = Directory.CreateTempSubdirectory("unlearn-tokenizer-").FullName;
        try
        {
            Tokenizer bytes = TokenizerFile.Open(TokenizerFile.Bytes);
            TokenizerFile.Save(bytes, folder);
            Tokenizer read = TokenizerFile.Open(folder);

            using (Assert.EnterMultipleScope())
            {
                Assert.That((read.Size, read.Begin, read.End), Is.EqualTo((bytes.Size, bytes.Begin, bytes.End)));
                foreach (
                    string text in new[]
                    {
                        "",
                        "Who?\n  Ada.",
                        "d\u00e9j\u00e0 vu \u4e2d\ud83d\ude00\u0000\t",
                        new string('x', 300),
                    }
                )
                {
                    Assert.That(read.Encode(text), Is.EqualTo(bytes.Encode(text)));
                    Assert.That(read.Decode(bytes.Encode(text)), Is.EqualTo(text));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Files_are_copied_with_the_settings_beside_them_and_get_the_usual_name()
    {
        string folder = Directory.CreateTempSubdirectory("unlearn-tokenizer-").FullName;
        try
        {
            string source = Directory.CreateDirectory(Path.Combine(folder, "source")).FullName;
            string copy = Directory.CreateDirectory(Path.Combine(folder, "copy")).FullName;
            TokenizerFile.Save(TokenizerFile.Open(TokenizerFile.Bytes), source);
            File.Move(Path.Combine(source, "tokenizer.json"), Path.Combine(source, "own.json"));
            Tokenizer own = TokenizerFile.Open(Path.Combine(source, "own.json"));

            TokenizerFile.Save(own, copy);

            Assert.That(TokenizerFile.Open(copy).Digest, Is.EqualTo(own.Digest));
            Assert.That(File.Exists(Path.Combine(copy, "tokenizer_config.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
