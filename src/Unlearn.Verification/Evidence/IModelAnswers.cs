namespace Unlearn.Verification.Evidence;

/// <summary>Answers to the questions of evidence, for one attack on one target. Nothing is computed before it is enumerated.</summary>
public interface IModelAnswers
{
    /// <summary>Outputs, one table per model; attacked points are the members first, then the non-members.</summary>
    /// <param name="models">Which models.</param>
    /// <param name="points">On which points.</param>
    IEnumerable<LogitTable> Outputs(ModelRole models, PointRole points);

    /// <summary>Last hidden layers on the attacked points, one table per model.</summary>
    /// <param name="models">Which models.</param>
    IEnumerable<FeatureTable> Representations(ModelRole models);

    /// <summary>Answers at the labelled tokens of the attacked points, one per model; for points that are texts.</summary>
    /// <param name="models">Which models.</param>
    /// <exception cref="Core.InputException">The points are no texts.</exception>
    IEnumerable<TokenAnswers> Tokens(ModelRole models);

    /// <summary>The right answers of the attacked points, as people read them; for points that are texts.</summary>
    /// <exception cref="Core.InputException">The points are no texts.</exception>
    IReadOnlyList<string> Texts();

    /// <summary>
    /// Mean log-probability of a labelled token, in nats, of texts that are made of the attacked points: a list per point, one entry per text; one such table
    /// per model.
    /// </summary>
    /// <param name="models">Which models.</param>
    /// <param name="form">Which texts.</param>
    /// <param name="ofMembers">Whether only members are looked at: non-members then cost nothing and have empty lists.</param>
    /// <exception cref="Core.InputException">The points are no texts.</exception>
    IEnumerable<double[][]> Logs(ModelRole models, TextForm form, bool ofMembers = false);

    /// <summary>What models answer word by word, by the likeliest token each time, to the prompts of the attacked points.</summary>
    /// <param name="models">Which models.</param>
    /// <returns>Per model, per point: what would be right, and what the model says.</returns>
    /// <exception cref="Core.InputException">The points are no texts, or the model cannot be asked token by token.</exception>
    IEnumerable<(string Right, string Said)[]> Greedy(ModelRole models);

    /// <summary>The true classes of points.</summary>
    int[] Labels(PointRole points);

    /// <summary>For each shadow model, whether each attacked point was in its training set.</summary>
    IEnumerable<bool[]> Included();
}
