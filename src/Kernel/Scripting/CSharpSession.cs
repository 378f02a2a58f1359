using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Microsoft.CodeAnalysis.Text;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// A running C# program that grows cell by cell. Each submission is compiled against the ones before it and sees their variables.
/// Not for use by several threads at once, except <see cref="Interrupt"/>.
/// </summary>
internal sealed class CSharpSession : IDisposable
{
    private static readonly Lock Binding = new();

    private readonly InteractiveAssemblyLoader _loader = new();
    private readonly int _guard = LoopGuard.NewSession();
    private readonly SubmissionErrors _errors = new();
    private ScriptOptions _options;
    private ScriptState<object?>? _state;

    /// <summary>Creates an empty session.</summary>
    /// <param name="options">References and imports; null for the usual ones.</param>
    public CSharpSession(ScriptOptions? options = null)
    {
        _options = options ?? ScriptEnvironment.Options;
        foreach (var assembly in ScriptEnvironment.OwnAssemblies) _loader.RegisterDependency(assembly);
    }

    /// <summary>The variables, the newest of each name, in the order of their first declaration.</summary>
    public IReadOnlyList<ScriptVariable> Variables => _state is null ? [] :
        [.. _state.Variables.GroupBy(variable => variable.Name).Select(group => group.Last())];

    /// <summary>The compilation of everything that ran so far; null at the start.</summary>
    public Compilation? Compilation => _state?.Script.GetCompilation();

    /// <summary>References and imports of the next submission.</summary>
    public ScriptOptions Options => _options;

    /// <summary>Compiles and runs a piece of C#.</summary>
    public async Task<SubmissionResult> RunAsync(CellSource source, CancellationToken cancellation)
    {
        var woven = Weave(source.Code);
        string header = string.Create(CultureInfo.InvariantCulture, $"#line {source.FirstLine} \"{source.Name.Replace('"', '\'')}\"\n");
        var options = _options.WithFilePath(source.Name);
        var script = _state is null
            ? CSharpScript.Create<object?>(header + woven.Text, options, assemblyLoader: _loader)
            : _state.Script.ContinueWith<object?>(header + woven.Text, options);

        Bind(script);
        var diagnostics = script.Compile(cancellation).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (diagnostics.Count > 0)
            return new(null, SubmissionErrors.FromDiagnostics(source, [.. diagnostics.Select(d => Locate(d, woven, header.Length, source))]));

        _errors.Remember(source);
        var before = _state;
        var next = before is null
            ? await script.RunAsync(globals: null, catchException: _ => true, cancellation)
            : await script.RunFromAsync(before, catchException: _ => true, cancellation);
        // A cell that was given up may end later, when the session has already gone on.
        if (ReferenceEquals(_state, before)) _state = next;
        return next.Exception is { } exception
            ? new(null, _errors.FromException(exception, cancellation))
            : new(next.ReturnValue, null);
    }

    /// <summary>The code with the checks and arguments that make it a good citizen of a notebook.</summary>
    public WovenCode Weave(string code)
    {
        (code, var kept) = UsingDeclarations.Rewrite(code, _guard);
        var root = CSharpSyntaxTree.ParseText(code, ScriptEnvironment.ParseOptions).GetRoot();
        IEnumerable<WovenCode.Insertion> insertions = FlowChecks.MayApply(code) ? FlowChecks.In(root, _guard) : [];
        insertions = insertions.Concat(kept);
        if (AmbientArguments.MayCall(root))
        {
            var (tree, model) = Analyse(code);
            insertions = insertions.Concat(AmbientArguments.In(tree.GetRoot(), model));
        }
        return new(code, insertions);
    }

    /// <summary>The compiler's model of a piece of C# as it would follow what has run; nothing is run.</summary>
    public (SyntaxTree Tree, SemanticModel Model) Analyse(string code)
    {
        code = UsingDeclarations.Rewrite(code, _guard).Code;
        var script = _state is null ? CSharpScript.Create<object?>(code, _options, assemblyLoader: _loader) : _state.Script.ContinueWith<object?>(code, _options);
        var compilation = Bind(script);
        var tree = compilation.SyntaxTrees.Single();
        return (tree, compilation.GetSemanticModel(tree));
    }

    /// <summary>Makes a value available under a name, as a variable of the given type.</summary>
    public async Task SetVariableAsync(string name, object? value, Type type, CancellationToken cancellation)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
            throw new Errors.ParameterException($"'{name}' is not a name for a C# variable") { Parameter = "as", Expected = "letters, digits and _, starting with a letter" };
        if (_state?.GetVariable(name) is { IsReadOnly: false } known && known.Type == type)
        {
            known.Value = value;
            return;
        }
        int slot = ValueHandover.Put(value);
        string typeName = CSharpTypeName.Of(type);
        string code = string.Create(CultureInfo.InvariantCulture, $"{typeName} {name} = ({typeName})global::{typeof(ValueHandover).FullName}.{nameof(ValueHandover.Take)}({slot})!;");
        var result = await RunAsync(new(code, "variable " + name), cancellation);
        if (result.Error is not null) throw new Errors.HstException($"The variable {name} could not be set: {result.Error.Message}");
    }

    /// <summary>The value of a variable; false where there is none.</summary>
    public bool TryGetVariable(string name, out object? value)
    {
        var variable = _state?.GetVariable(name);
        value = variable?.Value;
        return variable is not null;
    }

    /// <summary>Adds assemblies for the following submissions.</summary>
    public void AddReferences(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            _options = _options.AddReferences(MetadataReference.CreateFromFile(path));
            _loader.RegisterDependency(AssemblyIdentity.FromAssemblyDefinition(System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath(path)), path);
        }
    }

    /// <summary>Ends a cell: what it declared with <c>using</c> at its top level is disposed of. Null, or what went wrong with that.</summary>
    public async Task<CellError?> EndCellAsync(CancellationToken cancellation)
    {
        try
        {
            await CellResources.DisposeAsync(_guard);
            return null;
        }
#pragma warning disable CA1031 // Whatever a resource of the user throws is an error of the cell.
        catch (Exception exception) { return _errors.FromException(exception, cancellation); }
#pragma warning restore CA1031
    }

    /// <summary>Tells the loops of this session to stop, or lets them run again.</summary>
    public void Interrupt(bool stop) => LoopGuard.Set(_guard, stop);

    /// <inheritdoc/>
    public void Dispose() => _loader.Dispose();

    // The compiler keeps one set of symbols per assembly and shares it among compilations, but two that bind at the same moment each
    // make their own. A later submission may then meet both, and every name of ours is ambiguous. So binding goes one by one.
    private static Compilation Bind(Script script)
    {
        var compilation = script.GetCompilation();
        lock (Binding) _ = compilation.Assembly.Name;
        return compilation;
    }

    private static LocatedDiagnostic Locate(Diagnostic diagnostic, WovenCode woven, int headerLength, CellSource source)
    {
        var original = SourceText.From(source.Code);
        var start = woven.ToOriginalLine(diagnostic.Location.SourceSpan.Start - headerLength, original);
        var end = woven.ToOriginalLine(diagnostic.Location.SourceSpan.End - headerLength, original);
        return new(diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture), start, end);
    }
}
