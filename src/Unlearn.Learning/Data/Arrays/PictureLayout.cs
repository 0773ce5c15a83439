namespace Unlearn.Learning.Data.Arrays;

/// <summary>The order of the axes of pictures in an array.</summary>
public enum PictureLayout
{
    /// <summary>Channels, rows, columns: PyTorch's.</summary>
    Chw,

    /// <summary>Rows, columns, channels: that of Keras, Pillow and OpenCV.</summary>
    Hwc,
}
