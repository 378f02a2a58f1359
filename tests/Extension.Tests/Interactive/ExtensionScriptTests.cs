using HstNotebooks.Figures;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Magics;
using HstNotebooks.Tables;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace HstNotebooks.Tests.Interactive;

/// <summary>Compiles the script that the package brings to .NET Interactive, and runs it against the stand-in of the host.</summary>
public sealed class ExtensionScriptTests
{
    private static readonly Lazy<Task<ScriptState>> Loaded = new(LoadAsync);

    private static string ScriptPath(string name) => Path.Combine(Checkout.Root, "src", "Extension", "Interactive", name);

    private static async Task<ScriptState> LoadAsync()
    {
        string[] lines = await File.ReadAllLinesAsync(ScriptPath("extension.dib"));
        Assert.Equal("#!csharp", lines[0]);
        var references = AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.Location.Length > 0)
            .Append(typeof(MagicCatalog).Assembly).Append(typeof(Table).Assembly).Append(typeof(Kernel).Assembly).Distinct();
        return await CSharpScript.RunAsync(string.Join('\n', lines.Skip(1)), ScriptOptions.Default.WithReferences(references));
    }

    private static async Task<KernelInvocationContext> Run(string line)
    {
        await Loaded.Value;
        var context = new KernelInvocationContext();
        await Kernel.Root.Handlers[line.Split(' ')[0]](new KernelCommand(line), context);
        return context;
    }

    [Fact]
    public async Task The_script_adds_a_directive_with_its_flags_for_every_magic()
    {
        await Loaded.Value;
        Assert.Empty(KernelInvocationContext.Current.Events.OfType<ErrorProduced>().Select(e => e.Message));
        foreach (var magic in MagicCatalog.All)
        {
            var directive = Kernel.Root.KernelInfo.SupportedDirectives.Single(d => d.Name == "#!" + magic.Name);
            Assert.Equal(magic.Description, directive.Description);
            Assert.Superset(magic.Parameters.Select(p => "--" + p.Name).ToHashSet(), directive.Parameters.Select(p => p.Name).ToHashSet());
            Assert.Equal(directive.Parameters.Count, directive.Parameters.Select(p => p.Name).Distinct().Count());
        }
    }

    [Fact]
    public async Task Cells_behind_the_script_see_the_engine_and_the_extension_without_a_using()
    {
        var state = await Loaded.Value;
        var spaces = new[] { typeof(Table).Assembly, typeof(MagicCatalog).Assembly }.SelectMany(a => a.GetExportedTypes()).Select(t => t.Namespace).Distinct();
        string script = await File.ReadAllTextAsync(ScriptPath("extension.dib"), TestContext.Current.CancellationToken);
        Assert.All(spaces, space => Assert.Contains($"using {space};\n", script));
        var next = await state.ContinueWithAsync<string>("typeof(TweakReg).Name + nameof(Figure) + Path.GetFileName(\"a/b\") + Display.Image(new Image<float>(3, 2)).Data.Width", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("TweakRegFigureb3", next.ReturnValue);
    }

    [Fact]
    public async Task The_script_leaves_no_name_in_the_session_and_can_run_twice()
    {
        var state = await Loaded.Value;
        Assert.Empty(state.Variables);
        await LoadAsync();
        Assert.Empty(KernelInvocationContext.Current.Events.OfType<ErrorProduced>().Select(e => e.Message));
    }

    [Fact]
    public async Task The_script_registers_formatters_that_give_html_and_text()
    {
        await Loaded.Value;
        var table = new Table([new TableColumn<int>("n", [42])]);
        foreach (string mime in Formatter.Preferred[typeof(Table)])
        {
            var writer = new StringWriter();
            Formatter.Registered[(typeof(Table), mime)](table, writer);
            Assert.Contains("42", writer.ToString());
        }
        Assert.Equal(["text/html", "image/png", "text/plain"], Formatter.Preferred[typeof(Figure)]);
        Assert.Contains(typeof(Image<>), Formatter.Preferred.Keys);
    }

    [Fact]
    public async Task A_directive_runs_the_magic_shows_its_result_and_fills_a_variable()
    {
        string folder = Checkout.NewScratchFolder(), path = Path.Combine(folder, "a.fits");
        var file = new FitsFile();
        file.Add(ImageHdu.Create(new Image<float>(12, 8)));
        file.Save(path);
        Kernel.Root.Variables["name"] = path;
        foreach (string argument in new[] { path, "{name}", "@csharp:name" })
        {
            var context = await Run($"#!header {argument} --as cards");
            Assert.Empty(context.Failures);
            var shown = Assert.Single(context.Events.OfType<DisplayedValueProduced>());
            Assert.Contains(shown.FormattedValues, v => v.MimeType == "text/plain" && v.Value.Contains("NAXIS1"));
            Assert.IsType<FitsHeader>(Kernel.Root.Variables["cards"]);
        }
        Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData("#!header none.fits", "none.fits")]
    [InlineData("#!display a.fits --strech log", "--stretch")]
    [InlineData("#!tweakreg", "input")]
    public async Task What_is_wrong_is_said_in_words(string line, string expected)
    {
        var context = await Run(line);
        Assert.Contains(expected, Assert.Single(context.Failures));
        Assert.Empty(context.Events);
    }

    [Fact]
    public async Task Help_is_shown() =>
        Assert.Contains((await Run("#!tweakreg --help")).Events.Single().FormattedValues, v => v.Value.Contains("--searchrad"));

    [Fact]
    public void The_package_holds_the_script_where_the_host_looks_for_it()
    {
        string project = File.ReadAllText(Path.Combine(Checkout.Root, "src", "Extension", "HstNotebooks.Extension.csproj"));
        Assert.Contains("Include=\"Interactive/extension.dib\" Pack=\"true\" PackagePath=\"interactive-extensions/dotnet\"", project);
    }
}
