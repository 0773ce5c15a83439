using Mono.Cecil;
using Mono.Cecil.Cil;
using TorchSharp;
using Unlearn.Learning.Native;

namespace Unlearn.Learning.Tests.Native;

/// <summary>No call of the product makes a native scalar that nothing holds while native code reads it.</summary>
public sealed class HiddenScalarsTests
{
    private static readonly string Scalar = typeof(Scalar).FullName!;

    [Test]
    public void Only_the_keeper_of_scalars_makes_them_and_calls_what_hides_them()
    {
        using ModuleDefinition product = ModuleDefinition.ReadModule(typeof(KeptScalars).Assembly.Location);
        using ModuleDefinition binding = ModuleDefinition.ReadModule(typeof(torch).Assembly.Location);
        HashSet<string> hiding = HidingScalars(binding);
        string[] found =
        [
            .. Methods(product)
                .Where(static method => !IsKeeper(method.DeclaringType))
                .SelectMany(method => Calls(method).Select(call => (method, call)))
                .Where(pair => MakesScalar(pair.call) || hiding.Contains(pair.call.FullName))
                .Select(static pair => $"{pair.method.FullName} calls {pair.call.FullName}"),
        ];
        Assert.That(hiding, Has.Some.Contains("Tensor::op_Addition"), "the search itself finds what is known");
        Assert.That(found, Is.Empty);
    }

    /// <summary>Public methods of the binding that make a scalar of their own, or call one that does.</summary>
    private static HashSet<string> HidingScalars(ModuleDefinition binding)
    {
        MethodDefinition[] tensorMethods =
        [
            .. Methods(binding).Where(static method => method.DeclaringType.FullName != Scalar && TakesTensor(method)),
        ];
        var hiding = new HashSet<string>(StringComparer.Ordinal);
        int before;
        do
        {
            before = hiding.Count;
            foreach (MethodDefinition method in tensorMethods)
            {
                if (Calls(method).Any(call => MakesScalar(call) || hiding.Contains(call.FullName)))
                {
                    hiding.Add(method.FullName);
                }
            }
        } while (hiding.Count > before);

        return hiding;
    }

    private static bool TakesTensor(MethodDefinition method) =>
        (method.HasThis && method.DeclaringType.Name == "Tensor")
        || method.Parameters.Any(static parameter => parameter.ParameterType.Name == "Tensor");

    private static bool MakesScalar(MethodReference call) =>
        call.ReturnType.FullName == Scalar && call.Name is "op_Implicit" or "ToScalar" or "ToComplexScalar";

    private static bool IsKeeper(TypeDefinition? type) =>
        type is not null && (type.FullName == typeof(KeptScalars).FullName || IsKeeper(type.DeclaringType));

    private static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) =>
        module.GetTypes().SelectMany(static type => type.Methods).Where(static method => method.HasBody);

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        method
            .Body.Instructions.Where(static instruction =>
                instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj
            )
            .Select(static instruction => (MethodReference)instruction.Operand);
}
