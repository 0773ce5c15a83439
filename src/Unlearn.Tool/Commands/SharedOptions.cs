using System.CommandLine;
using System.CommandLine.Parsing;
using Unlearn.Learning.Data;
using Unlearn.Tool.Hosting;

namespace Unlearn.Tool.Commands;

/// <summary>Options that several verbs have in common, so that they read the same everywhere.</summary>
internal static class SharedOptions
{
    /// <summary><c>--format table|json</c>.</summary>
    public static Option<OutputFormat> Format() =>
        new("--format") { Description = "table for people (the default), json for programs", HelpName = "table|json" };

    /// <summary><c>--data DIR</c>.</summary>
    public static Option<string?> Data() =>
        new("--data")
        {
            Description = $"folder with datasets; else {DataFolders.EnvironmentVariable}, then the user's cache",
            HelpName = "DIR",
        };

    /// <summary><c>--store DIR</c>.</summary>
    public static Option<string?> Store() =>
        new("--store")
        {
            Description =
                $"folder of finished work, shared between runs; else {Folders.StoreVariable}, then artifacts/store here",
            HelpName = "DIR",
        };

    /// <summary>An argument takes unknown options for values; this refuses what looks like an option, with the nearest one.</summary>
    public static Argument<T> RefusingOptions<T>(this Argument<T> argument)
    {
        argument.Validators.Add(static result =>
        {
            foreach (
                string token in result.Tokens.Select(static token => token.Value).Where(UsageErrors.LooksLikeOption)
            )
            {
                result.AddError(UsageErrors.UnknownOption(token, ((CommandResult)result.Parent!).Command));
            }
        });
        return argument;
    }
}
