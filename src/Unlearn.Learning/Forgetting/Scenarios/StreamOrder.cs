using Unlearn.Core.Components;
using Unlearn.Learning.Data;
using Unlearn.Learning.Data.Sources;
using Unlearn.Verification.Evidence;

namespace Unlearn.Learning.Forgetting.Scenarios;

/// <summary>Who asks, and in which order.</summary>
public enum StreamOrder
{
    /// <summary>Single points, drawn uniformly without replacement.</summary>
    Uniform,

    /// <summary>Single points, one class after another: a class vanishes before the next one is touched.</summary>
    [Refuses(typeof(ITextPoints), Reason = "its points have no classes")]
    ByClass,

    /// <summary>Users, drawn uniformly without replacement: a request is for all points of one group.</summary>
    [Serves(typeof(IGroupedSource), Reason = "their points belong to groups")]
    [Refuses(
        typeof(CsvFile),
        typeof(ParquetFile),
        typeof(JsonFile),
        Without = nameof(CsvFile.Group),
        Reason = "nothing says who a point belongs to"
    )]
    [Refuses(
        typeof(ImageFiles),
        Without = nameof(ImageFiles.By),
        Reason = "folders are classes unless it says `by: person`"
    )]
    ByUser,

    /// <summary>
    /// Single points, chosen against sharded training by someone who knows the division: every request hits the next shard, so that as many
    /// shards as possible must be trained again.
    /// </summary>
    Adversarial,
}
