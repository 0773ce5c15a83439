using System.Collections.Immutable;
using Unlearn.Core;
using Unlearn.Formats.Files;
using Unlearn.Formats.Pictures;

namespace Unlearn.Learning.Data.Pictures;

/// <summary>Pictures in folders, one per class or person, unpacked or in a zip archive.</summary>
internal static class PictureFolder
{
    /// <summary>The pictures of a zip archive or a folder, by name with / between folders, and the names of other files in it.</summary>
    public static (Dictionary<string, byte[]> Pictures, IReadOnlyList<string> Others) Open(string path)
    {
        var others = new List<string>();
        if (!Directory.Exists(path))
        {
            return (ArchiveBytes.Zip(FileBytes.Read(path), path, IsPicture), others);
        }

        return (
            FolderTree
                .Files(path)
                .Select(file => (Path: file, Name: Path.GetRelativePath(path, file).Replace('\\', '/')))
                .Where(file => IsPicture(file.Name))
                .ToDictionary(static file => file.Name, static file => FileBytes.Read(file.Path)),
            others
        );

        bool IsPicture(string name)
        {
            bool picture = PictureReader.IsPicture(name);
            if (!picture && !PictureReader.IsHidden(name))
            {
                others.Add(name);
            }

            return picture;
        }
    }

    /// <summary>Reads pictures into a dataset: the class is the name of the folder that holds the picture.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="place">The archive or folder, for messages.</param>
    /// <param name="files">Its pictures.</param>
    /// <param name="labels">What folders stand for.</param>
    /// <param name="colour">Channels.</param>
    /// <param name="rows">Height to resize to; 0: as in the files.</param>
    /// <param name="columns">Width to resize to; 0: as in the files.</param>
    /// <param name="others">Other files that lie there.</param>
    /// <param name="byFolder">Whether folders train/ and test/ are the sets.</param>
    public static Dataset Load(
        string name,
        string place,
        Dictionary<string, byte[]> files,
        PictureLabels labels,
        PictureColour colour,
        int rows,
        int columns,
        IReadOnlyList<string>? others = null,
        bool byFolder = false
    )
    {
        others ??= [];
        string[] names = [.. files.Keys.Order(NaturalOrder.Instance)];
        if (names.Length == 0)
        {
            string instead = others.Count == 0 ? "" : $", but {PictureNotes.Kinds(others)}";
            throw new InputException($"there is no picture (PGM, PPM, PNG or JPEG) in it{instead}.", place);
        }

        ImmutableArray<string> folders = [.. names.Select(Folder).Distinct().Order(NaturalOrder.Instance)];
        if (names.FirstOrDefault(static file => Folder(file).Length == 0) is { } stray)
        {
            throw new InputException(
                "the picture lies in no folder; one folder per class or person is right.",
                $"{place}/{stray}"
            );
        }

        float[]? features = null;
        ImmutableArray<int> shape = [];
        var classes = new int[names.Length];
        for (int point = 0; point < names.Length; point++)
        {
            string file = $"{place}/{names[point]}";
            Picture picture = Prepare(PictureReader.Read(files[names[point]], file), colour, rows, columns);
            ImmutableArray<int> own = [picture.Channels, picture.Rows, picture.Columns];
            if (features is null)
            {
                shape = own;
                features = DatasetParts.Features(names.Length, picture.Values.Length, place);
            }
            else if (!own.SequenceEqual(shape))
            {
                throw new InputException(
                    $"the picture is {string.Join(" x ", own)} (channels, rows, columns), the first one is {string.Join(" x ", shape)}; `rows`, "
                        + "`columns` and `colour` bring all to one shape.",
                    file
                );
            }

            picture.Values.CopyTo(features, point * picture.Values.Length);
            classes[point] = folders.IndexOf(Folder(names[point]));
        }

        bool people = labels == PictureLabels.Person;
        return DatasetParts.ToDataset(
            name,
            features!,
            shape,
            classes,
            folders,
            people ? classes : null,
            people ? folders : [],
            parts: byFolder ? [.. names.Select(file => PictureParts.Require(file, place))] : [],
            notes: PictureNotes.Of(names, others, byFolder)
        );
    }

    private static Picture Prepare(Picture picture, PictureColour colour, int rows, int columns)
    {
        Picture coloured = colour switch
        {
            PictureColour.Grey => picture.ToGrey(),
            PictureColour.Colour => picture.ToColour(),
            _ => picture,
        };
        return coloured.Resize(rows == 0 ? coloured.Rows : rows, columns == 0 ? coloured.Columns : columns);
    }

    private static string Folder(string name)
    {
        string[] parts = name.Split('/');
        return parts.Length < 2 ? "" : parts[^2];
    }
}
