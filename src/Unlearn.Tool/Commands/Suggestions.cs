using System.CommandLine;
using System.CommandLine.Completions;
using Unlearn.Core.Names;
using Unlearn.Tool.Catalog;
using Unlearn.Tool.Manifests;
using Unlearn.Tool.Running;

namespace Unlearn.Tool.Commands;

/// <summary>What shells are offered where a name is to be typed. Only names are read: an answer has to be there before the next key.</summary>
internal static class Suggestions
{
    /// <summary>Manifests of the current folder and built-in experiments.</summary>
    public static Argument<T> SuggestingExperiments<T>(this Argument<T> argument)
    {
        Offer(
            argument,
            static _ =>
                Items(
                    Manifests().Concat(ExperimentResolver.BuiltIn.Select(static experiment => experiment.Define().Name))
                )
        );
        return argument;
    }

    /// <summary>Manifests of the current folder.</summary>
    public static Argument<T> SuggestingManifests<T>(this Argument<T> argument)
    {
        Offer(argument, static _ => Items(Manifests()));
        return argument;
    }

    /// <summary>Runs under the usual folder.</summary>
    public static Argument<T> SuggestingRuns<T>(this Argument<T> argument)
    {
        Offer(
            argument,
            static _ =>
                Items(
                    Directory.Exists(RunLocator.RunsFolder)
                        ? Directory
                            .EnumerateDirectories(RunLocator.RunsFolder)
                            .Select(static folder => Path.GetFileName(folder))
                            .Append("latest")
                        : []
                )
        );
        return argument;
    }

    /// <summary>Components, their families and built-in experiments.</summary>
    public static Argument<T> SuggestingComponents<T>(this Argument<T> argument)
    {
        Offer(
            argument,
            static _ =>
                Items(
                    ComponentCatalog
                        .Types()
                        .Select(static component => component.Name)
                        .Concat(ComponentFamily.All.Select(static family => family.Key))
                        .Concat(ExperimentResolver.BuiltIn.Select(static experiment => experiment.Define().Name))
                )
        );
        return argument;
    }

    /// <summary>Paths of a manifest that a value can be given for.</summary>
    public static Option<T> SuggestingKeys<T>(this Option<T> option, Argument<string> manifest)
    {
        option.CompletionSources.Add(context =>
            Items(
                ManifestKeys
                    .Of(ExperimentResolver.TextOf(context.ParseResult.GetValue(manifest) ?? "") ?? "")
                    .Select(static key => $"{key}=")
            )
        );
        return option;
    }

    /// <summary>Offers names; help shows what the argument is instead of all of them.</summary>
    private static void Offer<T>(Argument<T> argument, Func<CompletionContext, IEnumerable<CompletionItem>> names)
    {
        argument.HelpName ??= argument.Name;
        argument.CompletionSources.Add(names);
    }

    private static IEnumerable<string> Manifests() =>
        Directory.EnumerateFiles(".", $"*{ManifestFile.Extension}").Select(static path => Path.GetFileName(path));

    private static IEnumerable<CompletionItem> Items(IEnumerable<string> names) =>
        names.Distinct().Order(StringComparer.Ordinal).Select(static name => new CompletionItem(name));
}
