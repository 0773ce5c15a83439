using System.Globalization;
using Microsoft.CodeAnalysis;
using Unlearn.Core.Names;
using Unlearn.Generators.Collections;
using Unlearn.Generators.Text;

namespace Unlearn.Generators.Model;

/// <summary>Reads the attributes that say where tuning looks for an option's value.</summary>
internal static class SearchReader
{
    public static SearchModel? Read(IPropertySymbol property)
    {
        if (property.Get(WellKnownNames.SearchSpaceAttribute) is { ConstructorArguments.Length: 2 } range)
        {
            return new(
                Number(range.ConstructorArguments[0]),
                Number(range.ConstructorArguments[1]),
                range.Named("Log") is true,
                []
            );
        }

        return
            property.Get(WellKnownNames.SearchChoicesAttribute)
                is { ConstructorArguments: [{ Kind: TypedConstantKind.Array } values] }
            ? new(0, values.Values.Length - 1, IsLogarithmic: false, values.Values.Select(Choice).ToEquatableArray())
            : null;
    }

    private static double Number(TypedConstant constant) =>
        Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture);

    private static ChoiceValue Choice(TypedConstant constant)
    {
        if (constant is { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type })
        {
            IFieldSymbol? field = type.GetMembers()
                .OfType<IFieldSymbol>()
                .FirstOrDefault(member => member.IsConst && Equals(member.ConstantValue, constant.Value));
            return field is null
                ? new("", "")
                : new(
                    $"{type.TypeName()}.{CSharpLiteral.Identifier(field.Name)}",
                    RecordReader.KeyOf(field, ManifestNames.Kebab(field.Name))
                );
        }

        return constant.Value switch
        {
            bool truth => new(truth ? "true" : "false", truth ? "true" : "false"),
            double number => new(CSharpLiteral.Number(number), number.ToString("R", CultureInfo.InvariantCulture)),
            int number => Whole(number),
            _ => new("", ""),
        };
    }

    private static ChoiceValue Whole(int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return new(text, text);
    }
}
