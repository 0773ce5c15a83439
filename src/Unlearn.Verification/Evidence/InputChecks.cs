using System.Numerics;
using System.Runtime.CompilerServices;
using Unlearn.Core;

namespace Unlearn.Verification.Evidence;

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

    /// <summary>Checks a list of models' outputs on the attacked points.</summary>
    /// <param name="models">One table per model.</param>
    /// <param name="name">What the models are, in the plural ("unlearned models").</param>
    /// <param name="input">The input whose attacked points are meant.</param>
    /// <exception cref="InputException">Shapes disagree, or a value is not finite.</exception>
    public static void CheckModels(IReadOnlyList<LogitTable> models, string name, AttackInput input)
    {
        for (int m = 0; m < models.Count; m++)
        {
            CheckTable(models[m], $"{name}, number {m}", input.Labels.Length, input.Target.Classes);
        }
    }

    /// <summary>Checks that there are enough models.</summary>
    /// <param name="models">One table per model.</param>
    /// <param name="least">The smallest useful number.</param>
    /// <param name="name">What the models are, in the plural ("unlearned models").</param>
    /// <param name="attack">The attack's name, for the message.</param>
    /// <exception cref="InputException">There are fewer.</exception>
    public static void CheckCount<T>(IReadOnlyList<T> models, int least, string name, string attack)
    {
        if (models.Count < least)
        {
            throw new InputException($"'{attack}' needs at least {least} {name}, got {models.Count}.");
        }
    }

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
