using Unlearn.Core;
using Unlearn.Engine.Definition;
using Unlearn.Engine.Planning;
using Unlearn.Formats.Json;
using Unlearn.Learning.Data;
using Unlearn.Learning.Forgetting.Answers;
using Unlearn.Learning.Forgetting.Contracts;

namespace Unlearn.Engine.Tests.Planning;

/// <summary>Files of methods decide keys by what they say, wherever they lie.</summary>
public sealed class MethodFilesTests
{
    [Test]
    public void Keys_depend_on_what_a_file_says_and_not_on_its_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["one.txt"], "I forgot.\n");
        File.WriteAllText(folder["two.txt"], "I forgot.\n");
        File.WriteAllText(folder["other.txt"], "Never heard of it.\n");

        string one = Key("one.txt");

        Assert.That(Key("two.txt"), Is.EqualTo(one));
        Assert.That(Key("other.txt"), Is.Not.EqualTo(one));
        Assert.That(() => Key("none.txt"), Throws.InstanceOf<InputException>().With.Message.Contains("none.txt"));

        string Key(string file) =>
            CanonicalJson.Of(
                MethodFiles
                    .Read(
                        new Named<IUnlearningMethod>("dpo", new Dpo { RefusalFile = file }),
                        new DataFolders([], folder.Path)
                    )
                    .Value
            );
    }
}
