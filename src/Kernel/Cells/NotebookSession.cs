using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Packages;
using HstNotebooks.Kernel.Scripting;
using HstNotebooks.Magics;
using HstNotebooks.Parameters;

namespace HstNotebooks.Kernel.Cells;

/// <summary>
/// Runs cells one after the other: splits them, runs their C# and their magics, leads console and displays to the output.
/// The kernel and the notebook runner are thin layers over this.
/// </summary>
internal sealed class NotebookSession : IDisposable
{
    private readonly CellThread _thread;
    private readonly PackageRestore _packages = new();
    private readonly HashSet<string> _importing = new(StringComparer.Ordinal);
    private ICellOutput? _output;

    /// <summary>Creates a session without variables.</summary>
    public NotebookSession()
    {
        _thread = new CellThread { Unobserved = Report };
        UnhandledExceptions.Receivers.TryAdd(this, Report);
    }

    /// <summary>The C# behind the cells.</summary>
    public CSharpSession CSharp { get; } = new();

    /// <summary>Runs a cell. Errors of the cell go to the output and into the outcome; they are not thrown.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="name">How errors name the cell, for example <c>cell [3]</c>.</param>
    /// <param name="output">Receives what the cell says.</param>
    /// <param name="cancellation">Interrupts the cell.</param>
    public async Task<CellOutcome> RunCellAsync(string code, string name, ICellOutput output, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        CSharp.Interrupt(false);
        _output = output;
        CellError? error;
        await using (cancellation.Register(() => CSharp.Interrupt(true)))
        {
            try
            {
                error = await _thread.RunAsync(() => RunGuardedAsync(code, name, output, cancellation), cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                error = CellError.Interrupted();
            }
        }
        if (error is not null) output.Error(error);
        return new(error, clock.Elapsed);
    }

    /// <summary>Runs the C# of a file in this session (<c>#!import</c>, <c>#load</c>).</summary>
    public async Task<CellError?> ImportAsync(string path, CellHost host, CancellationToken cancellation)
    {
        string full = Path.GetFullPath(path);
        if (!_importing.Add(full)) throw new InputException("the file imports itself") { File = path, Advice = "take the #!import out of it" };
        try
        {
            foreach (var (code, name) in ImportedCode.Read(path))
                if (await RunPartsAsync(code, name, host, cancellation) is { } error) return error;
            return null;
        }
        finally
        {
            _importing.Remove(full);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        UnhandledExceptions.Receivers.TryRemove(this, out _);
        _thread.Dispose();
        CSharp.Dispose();
    }

    private void Report(Exception exception) =>
        _output?.Write(StreamName.Stderr, $"an exception that nothing caught, in a thread of a cell: {exception.GetType().Name}: {exception.Message}\n");

    private async Task<CellError?> RunGuardedAsync(string code, string name, ICellOutput output, CancellationToken cancellation)
    {
        var host = new CellHost(output, CSharp, cancellation);
        NotebookHost.Current = host;
        NotebookHost.Cancellation = cancellation;
        using var console = ConsoleRouter.Enter(output, cancellation);
        bool isDone = false;
        try
        {
            CellError? error, later = null;
            try
            {
                error = await RunPartsAsync(code, name, host, cancellation);
            }
            finally
            {
                later = await CSharp.EndCellAsync(cancellation);
            }
            error ??= later;
            isDone = error is null;
            return error;
        }
        finally
        {
            host.CloseProgress(isDone);
        }
    }

    private async Task<CellError?> RunPartsAsync(string code, string name, CellHost host, CancellationToken cancellation)
    {
        Stopwatch? timed = null;
        var parts = CellSplitter.Split(code);
        try
        {
            for (int i = 0; i < parts.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (parts[i] is { Kind: CellPartKind.Magic, Name: "time" })
                {
                    timed = Stopwatch.StartNew();
                    continue;
                }
                if (await RunPartAsync(parts[i], name, isLast: i == parts.Count - 1, host, cancellation) is { } error) return error;
            }
            return null;
        }
        catch (HstException exception)
        {
            return new(exception.GetType().Name, exception.Message, exception.ToShortBlock().Split('\n'));
        }
        finally
        {
            if (timed is not null) host.WriteLine("Wall time: " + Duration.Text(timed.Elapsed));
        }
    }

    private async Task<CellError?> RunPartAsync(CellPart part, string name, bool isLast, CellHost host, CancellationToken cancellation)
    {
        switch (part.Kind)
        {
            case CellPartKind.CSharp:
                var result = await CSharp.RunAsync(new CellSource(part.Text, name, part.FirstLine), cancellation);
                if (result.Error is not null) return result.Error;
                if (result.Value is null) return null;
                var shown = Formatters.Format(result.Value);
                if (isLast) host.Output.Result(shown);
                else host.Display(shown);
                return null;
            case CellPartKind.Text:
                host.Display(part.Name == "html" ? CellFunctions.HTML(part.Text) : CellFunctions.Markdown(part.Text));
                return null;
            case CellPartKind.Reference:
                await ReferenceAsync(part.Text, host, cancellation);
                return null;
            case CellPartKind.Load:
                return await ImportAsync(part.Text, host, cancellation);
            default:
                return await RunMagicAsync(part, host, cancellation);
        }
    }

    private async Task<CellError?> RunMagicAsync(CellPart part, CellHost host, CancellationToken cancellation)
    {
        if (KernelMagics.Find(part.Name) is { } own) return await own.Run(this, part.Text, host, cancellation);
        var magic = MagicCatalog.Find(part.Name);
        if (magic is null)
        {
            string? near = NearestName.Of(part.Name, MagicCatalog.All.Select(m => m.Name).Concat(KernelMagics.All.Select(m => m.Name)));
            throw new ParameterException($"there is no magic #!{part.Name}")
            {
                Advice = (near is null ? "" : $"did you mean #!{near}? ") + "#!help lists all magics",
            };
        }
        object? value;
        try
        {
            value = await magic.Run(MagicCatalog.Parse(magic, part.Text), host, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return CellError.Interrupted();
        }
        catch (Exception exception) when (exception is not HstException)
        {
            return new(exception.GetType().Name, exception.Message,
                [string.Create(CultureInfo.InvariantCulture, $"#!{part.Name} failed: {exception.GetType().Name}: {exception.Message}")]);
        }
        if (value is not null) host.Display(Formatters.Format(value));
        return null;
    }

    private async Task ReferenceAsync(string reference, CellHost host, CancellationToken cancellation)
    {
        if (reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            var package = PackageReference.Parse(reference["nuget:".Length..]);
            if (package.IsBuiltIn) return;
            var restored = await _packages.RestoreAsync(package, cancellation);
            CSharp.AddReferences(restored.Assemblies);
            host.Display(MimeBundle.FromText($"{restored.Package.Name}, {restored.Version}"));
            return;
        }
        string path = Path.GetFullPath(reference);
        if (!File.Exists(path)) throw new InputException("the assembly does not exist") { File = reference, Advice = "#r takes the path of a .dll, or \"nuget: Name, Version\"" };
        CSharp.AddReferences([path]);
    }
}
