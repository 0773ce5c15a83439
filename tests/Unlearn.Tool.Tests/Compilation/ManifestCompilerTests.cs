using Unlearn.Engine.Definition;
using Unlearn.Tool.Compilation;

namespace Unlearn.Tool.Tests.Compilation;

public class ManifestCompilerTests { }
