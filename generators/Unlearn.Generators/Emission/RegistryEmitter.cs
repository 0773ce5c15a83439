namespace Unlearn.Generators.Emission;

/// <summary>Writes the list of all generated experiments.</summary>
internal static class RegistryEmitter
{
    public const string HintName = RosterBuilder.RegistryName + ".g.cs";

    public static string Emit(Roster roster, string type)
    {
        SourceWriter writer = new();
        ExperimentEmitter.WriteHead(writer, roster.Experiments[0].Namespace);
        writer.Line("/// <summary>All experiments that this project's manifests define.</summary>");
        writer.Line(ExperimentEmitter.GeneratedCode);
        writer.Line($"public static class {RosterBuilder.RegistryName}");
        writer.Open("{");
        writer.Line("/// <summary>The experiments, ordered by the path of their manifests.</summary>");
        writer.Line($"public static global::System.Collections.Generic.IReadOnlyList<{type}> All {{ get; }} =");
        writer.Open("[");
        foreach (ExperimentNames experiment in roster.Experiments)
        {
            writer.Line($"new {experiment.ClassName}(),");
        }

        writer.Close("];");
        writer.Close("}");
        return writer.ToString();
    }
}
