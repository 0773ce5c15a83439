namespace Unlearn.Learning.Data.Pictures;

/// <summary>Channels of pictures.</summary>
public enum PictureColour
{
    /// <summary>As in the files; all have to agree.</summary>
    Own,

    /// <summary>One channel: 0.299 red + 0.587 green + 0.114 blue.</summary>
    Grey,

    /// <summary>Red, green and blue; grey is repeated.</summary>
    Colour,
}
