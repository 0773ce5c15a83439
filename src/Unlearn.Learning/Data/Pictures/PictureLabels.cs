namespace Unlearn.Learning.Data.Pictures;

/// <summary>What the folders of pictures stand for.</summary>
public enum PictureLabels
{
    /// <summary>Classes.</summary>
    Class,

    /// <summary>People: the class and the group of a picture are both its person, so that scenarios can forget one.</summary>
    Person,
}
