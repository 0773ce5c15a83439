using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Tests.Evidence;

/// <summary>Answers of models as a test sets them; of what it does not set there are none.</summary>
internal sealed class Answers : IModelAnswers
{
    public Dictionary<(ModelRole Models, PointRole Points), LogitTable[]> Outputs { get; init; } = [];

    public Dictionary<PointRole, int[]> Labels { get; init; } = [];

    public Dictionary<ModelRole, FeatureTable[]> Representations { get; init; } = [];

    public Dictionary<ModelRole, TokenAnswers[]> Tokens { get; init; } = [];

    public Dictionary<(ModelRole Models, TextForm Form), double[][][]> Logs { get; init; } = [];

    /// <summary>The texts that non-members were asked about too.</summary>
    public List<TextForm> AskedOfAll { get; } = [];

    public (string Right, string Said)[][] Greedy { get; init; } = [];

    public string[] Texts { get; init; } = [];

    public bool[][] Included { get; init; } = [];

    IEnumerable<LogitTable> IModelAnswers.Outputs(ModelRole models, PointRole points) =>
        Outputs.GetValueOrDefault((models, points), []);

    IEnumerable<FeatureTable> IModelAnswers.Representations(ModelRole models) =>
        Representations.GetValueOrDefault(models, []);

    IEnumerable<TokenAnswers> IModelAnswers.Tokens(ModelRole models) => Tokens.GetValueOrDefault(models, []);

    IReadOnlyList<string> IModelAnswers.Texts() => Texts;

    IEnumerable<double[][]> IModelAnswers.Logs(ModelRole models, TextForm form, bool ofMembers)
    {
        if (!ofMembers)
        {
            AskedOfAll.Add(form);
        }

        return Logs.GetValueOrDefault((models, form), []);
    }

    IEnumerable<(string Right, string Said)[]> IModelAnswers.Greedy(ModelRole models) => Greedy;

    int[] IModelAnswers.Labels(PointRole points) => Labels[points];

    IEnumerable<bool[]> IModelAnswers.Included() => Included;
}
