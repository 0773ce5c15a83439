using Unlearn.Verification;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>Folders train/ and test/ above those of the classes.</summary>
internal static class PictureParts
{
    /// <summary>The part that a picture's path names above the folder of its class; null where it names none.</summary>
    public static DataPart? Find(string name)
    {
        string[] folders = name.Split('/')[..^1];
        return folders
            .SkipLast(1)
            .Select(static folder => PartNames.Find(folder))
            .FirstOrDefault(static part => part is not null);
    }

    /// <summary>The part of a picture.</summary>
    /// <exception cref="InputException">Its path names none.</exception>
    public static DataPart Require(string name, string place) =>
        Find(name)
        ?? throw new InputException(
            $"no folder above that of the class says which part the picture is of; {PartNames.Right}.",
            $"{place}/{name}"
        );
}
