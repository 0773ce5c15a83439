namespace Unlearn.Reporting.Model;

/// <summary>A trial that failed, with where it stands.</summary>
/// <param name="Setting">Its setting.</param>
/// <param name="Row">Its row.</param>
/// <param name="Trial">The trial.</param>
public sealed record FailedTrial(SettingReport Setting, RowReport Row, TrialReport Trial);
