using System.Numerics;
using System.Runtime.CompilerServices;
using Unlearn.Verification.Evidence;

namespace Unlearn.Verification.Attacks;

/// <summary>The checks that every attack shares: shapes agree, labels are classes, numbers are numbers, there are points to attack.</summary>
public static class InputChecks
{
    /// <summary>Checks the parts that every input has.</summary>
    /// <param name="input">The input.</param>
    /// <exception cref="InputException">Something disagrees, said in words.</exception>
    public static void CheckTarget(AttackInput input)
    {
        CheckTable(input.Target, "the target's outputs", input.Labels.Length, input.Target.Classes);
        CheckLabels(input.Labels, input.Target.Classes, "the attacked points");
        if (input.Members.Length != input.Labels.Length)
        {
            throw new InputException(
                $"The membership mask has {input.Members.Length} entries for {input.Labels.Length} attacked points."
            );
        }

        if (!input.Members.Contains(true))
        {
            throw new InputException("The membership mask names no member: there is nothing to attack.");
        }
    }

    /// <summary>Checks the parts that every input has, and that there are points to compare the members with.</summary>
    /// <param name="input">The input.</param>
    /// <exception cref="InputException">Something disagrees, or there is no non-member; said in words.</exception>
    public static void CheckBothSides(AttackInput input)
    {
        CheckTarget(input);
        if (!input.Members.Contains(false))
        {
            throw new InputException("The membership mask names no non-member: the attack needs both sides.");
        }
    }

    /// <summary>Checks one table of outputs.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">How a person knows it ("the target's outputs").</param>
    /// <param name="points">How many rows it must have.</param>
    /// <param name="classes">How many columns it must have.</param>
    /// <exception cref="InputException">The shape is another one, or a value is not finite.</exception>
    public static void CheckTable(LogitTable table, string name, int points, int classes)
    {
        if (table.Points != points || table.Classes != classes)
        {
            throw new InputException(
                $"Shape of {name} is {table.Points} x {table.Classes}, expected {points} points x {classes} classes."
            );
        }

        int bad = table.Values.AsSpan().IndexOfAnyExceptFinite();
        if (bad >= 0)
        {
            throw new InputException(
                $"In {name}, point {bad / classes} has {table.Values[bad]} for class {bad % classes}; give finite numbers."
            );
        }
    }

    /// <summary>Checks outputs on labelled points other than the attacked ones.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="name">How a person knows them ("the retained points").</param>
    /// <param name="classes">Number of classes of the target.</param>
    /// <exception cref="InputException">Shapes disagree, there is no point, or a value is not finite.</exception>
    public static void CheckOutputs(ModelOutputs outputs, string name, int classes)
    {
        if (outputs.Labels.Length == 0)
        {
            throw new InputException($"There is not one point among {name}.");
        }

        CheckTable(outputs.Logits, $"the target's outputs on {name}", outputs.Labels.Length, classes);
        CheckLabels(outputs.Labels, classes, name);
    }

    /// <summary>Checks shadow models' outputs on the attacked points and returns them.</summary>
    /// <param name="input">The input.</param>
    /// <param name="attack">The attack's name, for the message.</param>
    /// <exception cref="InputException">There are none, or shapes disagree.</exception>
    public static ShadowOutputs RequireShadows(AttackInput input, string attack)
    {
        ShadowOutputs shadows = Require(input.Shadows, attack, "shadow models' outputs on the attacked points");
        if (shadows.Logits.Count == 0 || shadows.Logits.Count != shadows.Included.Count)
        {
            throw new InputException(
                $"{shadows.Logits.Count} shadow tables but {shadows.Included.Count} masks: give one mask a shadow, at least one."
            );
        }

        for (int s = 0; s < shadows.Logits.Count; s++)
        {
            CheckTable(shadows.Logits[s], $"shadow {s}", input.Labels.Length, input.Target.Classes);
            if (shadows.Included[s].Length != input.Labels.Length)
            {
                throw new InputException(
                    $"The mask of shadow {s} has {shadows.Included[s].Length} entries for {input.Labels.Length} attacked points."
                );
            }
        }

        return shadows;
    }

    /// <summary>Checks a list of models' outputs on the attacked points and returns it.</summary>
    /// <param name="input">The input.</param>
    /// <param name="tables">The list.</param>
    /// <param name="attack">The attack's name, for the message.</param>
    /// <param name="name">What the list holds ("unlearned models").</param>
    /// <param name="least">The smallest useful number of models.</param>
    /// <exception cref="InputException">There are too few, or shapes disagree.</exception>
    public static IReadOnlyList<LogitTable> RequireModels(
        AttackInput input,
        IReadOnlyList<LogitTable>? tables,
        string attack,
        string name,
        int least
    )
    {
        IReadOnlyList<LogitTable> models = Require(tables, attack, $"outputs of {name} on the attacked points");
        if (models.Count < least)
        {
            throw new InputException($"'{attack}' needs at least {least} {name}, got {models.Count}.");
        }

        for (int m = 0; m < models.Count; m++)
        {
            CheckTable(models[m], $"{name}, number {m}", input.Labels.Length, input.Target.Classes);
        }

        return models;
    }

    /// <summary>The value, or an error that says what the attack lacks.</summary>
    /// <param name="value">An optional part of the input.</param>
    /// <param name="attack">The attack's name, for the message.</param>
    /// <param name="name">What the part is.</param>
    /// <exception cref="InputException">The value is null.</exception>
    public static T Require<T>(T? value, string attack, string name)
        where T : class => value ?? throw new InputException($"'{attack}' needs {name}, and none were given.");

    private static void CheckLabels(int[] labels, int classes, string name)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new InputException(
                    $"Label {labels[i]} of point {i} among {name} is no class: classes are 0 to {classes - 1}."
                );
            }
        }
    }

    /// <summary>The index of the first value that is infinite or no number, -1 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexOfAnyExceptFinite(this Span<double> values)
    {
        // Zero times a finite number is zero, times anything else it is NaN: one sum judges a whole table.
        int width = Vector<double>.Count;
        Vector<double> sum = Vector<double>.Zero;
        int i = 0;
        for (; i <= values.Length - width; i += width)
        {
            sum += new Vector<double>(values.Slice(i, width)) * 0.0;
        }

        double rest = Vector.Sum(sum);
        for (; i < values.Length; i++)
        {
            rest += values[i] * 0.0;
        }

        if (rest == 0)
        {
            return -1;
        }

        i = 0;
        while (double.IsFinite(values[i]))
        {
            i++;
        }

        return i;
    }
}
