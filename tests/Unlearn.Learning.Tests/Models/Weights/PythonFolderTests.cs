using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Unlearn.Core.Randomness;
using Unlearn.Learning.Models;
using Unlearn.Learning.Models.Language;
using Unlearn.Learning.Models.Weights;
using static TorchSharp.torch;

namespace Unlearn.Learning.Tests.Models.Weights;

/// <summary>What is saved for Python says there what it says here: both architectures, written again in PyTorch.</summary>
public sealed class PythonFolderTests
{
    private const string Python = "/usr/bin/python3";
    private const int Vocabulary = 23;

    private static readonly int[] Tokens = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3];

    private static IEnumerable<TestCaseData> Models()
    {
        var llama = new Llama
        {
            Width = 16,
            Blocks = 2,
            Heads = 4,
        };
        yield return Case(llama with { Rotary = RotaryConvention.Interleaved }, "llama interleaved");
        yield return Case(
            llama with
            {
                KeyHeads = 2,
                TiedHead = false,
                RotaryBase = 500,
                Epsilon = 1e-3,
            },
            "llama grouped, own head"
        );
        yield return Case(
            new Gpt2
            {
                Width = 12,
                Blocks = 2,
                Heads = 3,
                FeedForward = 20,
            },
            "gpt2"
        );

        static TestCaseData Case(ITextModel model, string name) => new TestCaseData(model).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Models))]
    public void A_saved_folder_has_the_same_logits_in_PyTorch(ITextModel model)
    {
        using var scratch = new Data.Scratch();
        using IDisposable untracked = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var network = (TransformerNetwork)model.Bind(Vocabulary, 32);
        var row = new float[network.Layout.Width];
        network.Initialise(new RandomKey(7), row);
        RandomKey key = new RandomKey(7).Derive("larger");
        for (int i = 0; i < row.Length; i++)
        {
            row[i] += (float)(0.3 * key.Normal((ulong)i));
        }

        using ParameterStack stack = ParameterRows.ToStack(network.Layout, [row]);
        float[] own = network
            .Forward(stack, tensor(Tokens, ScalarType.Int64).view(1, 1, -1))
            .contiguous()
            .data<float>()
            .ToArray();
        HuggingFaceFolder.Save(network, row, scratch.Folder);

        Assert.That(own, Is.EqualTo(Logits(scratch.Folder)).Within(2e-4));
        Assert.That(own.Max() - own.Min(), Is.GreaterThan(1), "or nothing was compared");
    }

    private static float[] Logits(string folder)
    {
        if (!File.Exists(Python))
        {
            Assert.Ignore("this machine has no Python");
        }

        string script = Path.Combine(AppContext.BaseDirectory, "Models", "Weights", "Oracles", "logits.py");
        var start = new ProcessStartInfo(Python, [script, folder, .. Tokens.Select(static token => $"{token}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (errors.Result.Contains("No module named 'torch'", StringComparison.Ordinal))
        {
            Assert.Ignore("this machine's Python has no PyTorch");
        }

        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        return
        [
            .. answer
                .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(static number => float.Parse(number, CultureInfo.InvariantCulture)),
        ];
    }
}
