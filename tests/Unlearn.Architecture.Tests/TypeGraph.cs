using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Unlearn.Architecture.Tests;

/// <summary>Which types of an assembly name which others of it, read from its metadata and its instructions.</summary>
internal static class TypeGraph
{
    /// <summary>All pairs (who names, whom) of top-level types; what a nested type names counts for its outermost one.</summary>
    public static IReadOnlySet<(TypeDefinition From, TypeDefinition To)> Of(ModuleDefinition module)
    {
        HashSet<(TypeDefinition, TypeDefinition)> edges = [];
        foreach (TypeDefinition type in module.GetTypes())
        {
            TypeDefinition from = Outermost(type);
            foreach (TypeReference named in NamedBy(type).SelectMany(Parts))
            {
                TypeDefinition? to = named.Scope == module ? named.Resolve() : null;
                if (to is not null && Outermost(to) != from)
                {
                    edges.Add((from, Outermost(to)));
                }
            }
        }

        return edges;
    }

    private static IEnumerable<TypeReference?> NamedBy(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(static implemented => implemented.InterfaceType),
            .. Attributes(type),
            .. Constraints(type),
            .. type.Fields.SelectMany(static field => Attributes(field).Append(field.FieldType)),
            .. type.Properties.SelectMany(static property => Attributes(property).Append(property.PropertyType)),
            .. type.Events.Select(static declared => declared.EventType),
            .. type.Methods.SelectMany(NamedBy),
        ];

    private static IEnumerable<TypeReference?> NamedBy(MethodDefinition method)
    {
        IEnumerable<TypeReference?> declared = Signature(method)
            .Concat(Attributes(method))
            .Concat(Constraints(method))
            .Concat(method.Parameters.SelectMany(Attributes));
        return method.HasBody
            ? declared
                .Concat(method.Body.Variables.Select(static variable => variable.VariableType))
                .Concat(method.Body.ExceptionHandlers.Select(static handler => handler.CatchType))
                .Concat(method.Body.Instructions.SelectMany(NamedBy))
            : declared;
    }

    private static IEnumerable<TypeReference?> NamedBy(Instruction instruction) =>
        instruction.Operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod method => [method.DeclaringType, .. Signature(method), .. method.GenericArguments],
            MethodReference method => [method.DeclaringType, .. Signature(method)],
            _ => [],
        };

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
        method.Parameters.Select(static parameter => parameter.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(static parameter =>
            parameter.Constraints.Select(static constraint => constraint.ConstraintType)
        );

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(static attribute =>
            attribute
                .ConstructorArguments.Concat(attribute.Properties.Select(static property => property.Argument))
                .SelectMany(NamedBy)
                .Append(attribute.AttributeType)
        );

    private static IEnumerable<TypeReference?> NamedBy(CustomAttributeArgument argument) =>
        argument.Value switch
        {
            TypeReference type => [argument.Type, type],
            CustomAttributeArgument[] several => several.SelectMany(NamedBy),
            _ => [argument.Type],
        };

    /// <summary>A type without its brackets and stars, and its arguments.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => Parts(generic.ElementType)
                .Concat(generic.GenericArguments.SelectMany(Parts)),
            IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
            FunctionPointerType pointer => Signature(pointer).SelectMany(Parts),
            TypeSpecification wrapped => Parts(wrapped.ElementType),
            _ => [type],
        };

    private static IEnumerable<TypeReference?> Signature(FunctionPointerType method) =>
        method.Parameters.Select(static parameter => parameter.ParameterType).Append(method.ReturnType);

    private static TypeDefinition Outermost(TypeDefinition type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;
}
