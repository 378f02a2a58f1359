using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Tests.Archives;

/// <summary>
/// What the tutorials' text tells the reader to type where there is a network, run as it stands there: by the tool, in a process of its own, through the
/// real clients, against a server on loopback; then once more without any server, from the recording of the first run.
/// </summary>
public sealed class ArchiveCellsTests
{
    private static readonly Dictionary<string, string> Simulated = new() { ["drizzlepac_tasks"] = "j8bt06aaq_flc.fits", ["drizzle_wfpc2"] = "ua060501m_c0m.fits" };

    [Fact]
    public async Task The_alignment_tutorial_holds_with_what_the_archives_answer()
    {
        using var folder = new ScratchFolder();
        var notebook = ArchiveCells.WithArchives(NotebookFile.Read(Tutorials.PathOf("align_to_catalogs")));
        foreach (string start in new[] { "#!mast ibwb01* ", "var sdss = await Sdss.QueryRegionAsync(target, ", "var gaia = await Gaia.QueryObjectAsync(target, " })
            Assert.Single(notebook.Cells, c => c.Kind == NotebookCellKind.Code && c.Source.StartsWith(start, StringComparison.Ordinal));
        // The drizzling in between asks no archive.
        int drizzling = notebook.Cells.FindIndex(c => c.Source.StartsWith("## 4.", StringComparison.Ordinal)), checking = notebook.Cells.FindIndex(c => c.Source.StartsWith("## 5.", StringComparison.Ordinal));
        notebook.Cells.RemoveRange(drizzling, checking - drizzling);
        NotebookFile.Write(notebook, folder["align.ipynb"]);

        var archive = new TutorialArchive();
        await using var server = await ArchiveServer.StartAsync(archive.AnswerAsync);
        Tool.Run(folder.Path, Environment(folder, ("HST_NOTEBOOKS_SERVICES", server.Address.AbsoluteUri)), "run", "align.ipynb").ShouldExitWith(0);
        var executed = new ExecutedNotebook(folder["align.executed.ipynb"]);
        Assert.Equal("", executed.Errors);
        Tutorials.ShouldShowATrueAlignment(executed);
        Assert.Equal(3, server.Asked.Count(a => a.Path == "/api/v0.1/Download/file"));
        Assert.Contains(server.Asked, a => a.Path == "/dr17/en/tools/search/X_Results.aspx");
        Assert.Contains(server.Asked, a => a.Path.EndsWith("/results/result", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_line_of_the_tutorials_that_asks_an_archive_runs_recorded_and_replayed()
    {
        using var folder = new ScratchFolder();
        var notebook = NotebookFile.Read(Tutorials.PathOf("align_to_catalogs"));
        notebook.Cells.Clear();
        int lines = 0;
        foreach (string tutorial in Tutorials.Names.Select(row => row.Data).Order(StringComparer.Ordinal))
        {
            string work = Path.Combine(folder.Path, "work", tutorial);
            Directory.CreateDirectory(work);
            // The exposures that the tutorial has simulated by then.
            if (Simulated.TryGetValue(tutorial, out string? exposure)) await File.WriteAllBytesAsync(Path.Combine(work, exposure), TutorialArchive.Exposure(exposure), TestContext.Current.CancellationToken);
            notebook.Cells.Add(new NotebookCell(NotebookCellKind.Code, $"Directory.SetCurrentDirectory(Path.Combine(Environment.GetEnvironmentVariable(\"WORK\")!, \"{tutorial}\"));"));
            foreach (string line in ArchiveCells.Lines(NotebookFile.Read(Tutorials.PathOf(tutorial))))
            {
                notebook.Cells.Add(new NotebookCell(NotebookCellKind.Code, line));
                lines++;
            }
        }
        Assert.True(lines >= 10, $"{lines} lines ask archives");
        NotebookFile.Write(notebook, folder["lines.ipynb"]);
        Copy(folder["work"], folder["again"]);

        var archive = new TutorialArchive();
        await using (var server = await ArchiveServer.StartAsync(archive.AnswerAsync))
        {
            Tool.Run(folder.Path, Environment(folder, ("HST_NOTEBOOKS_SERVICES", server.Address.AbsoluteUri), ("HST_NOTEBOOKS_RECORD", folder["recording"]), ("WORK", folder["work"]), ("CRDS_PATH", folder["crds1"])), "run", "lines.ipynb").ShouldExitWith(0);
        }
        string first = new ExecutedNotebook(folder["lines.executed.ipynb"]).Text;
        Assert.Contains("j8bt06aaq_flt.fits", first);
        Assert.Contains("v8q14451j_idc.fits", first);
        Tool.Run(folder.Path, Environment(folder, ("HST_NOTEBOOKS_REPLAY", folder["recording"]), ("WORK", folder["again"]), ("CRDS_PATH", folder["crds2"])), "run", "lines.ipynb").ShouldExitWith(0);

        string[] files = Files(folder["work"]);
        string[] expected =
        [
            "align_to_catalogs/ibwb01xqq_flc.fits", "drizzle_parameters/j8bt06aaq_flt.fits", "drizzle_wfpc2/ua060501m_c0m.fits",
            "drizzle_wfpc2/ua060502m_c1m.fits", "initialization/j8bt06abq_flt.fits", "when_alignment_fails/gaia.cat",
        ];
        Assert.Empty(expected.Except(files));
        Assert.Equal(files, Files(folder["again"]));
        foreach (string file in files) Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder["work"], file)), await File.ReadAllBytesAsync(Path.Combine(folder["again"], file)));
        Assert.Equal(Files(folder["crds1"]), Files(folder["crds2"]));
        // The references were named in the headers of what was downloaded.
        Assert.Contains("uref$", System.Text.Encoding.ASCII.GetString(await File.ReadAllBytesAsync(Path.Combine(folder["again"], "drizzle_wfpc2", "ua060501m_c0m.fits"))));
        Assert.Contains("jref$v8q14451j_idc.fits", System.Text.Encoding.ASCII.GetString(await File.ReadAllBytesAsync(Path.Combine(folder["again"], "initialization", "j8bt06aaq_flt.fits"))));
    }

    private static Dictionary<string, string> Environment(ScratchFolder folder, params (string Name, string Value)[] variables) =>
        variables.Append(("HST_NOTEBOOKS_CACHE", folder["cache"])).ToDictionary(v => v.Item1, v => v.Item2);

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static void Copy(string from, string to)
    {
        foreach (string folder in Directory.GetDirectories(from)) Directory.CreateDirectory(Path.Combine(to, Path.GetFileName(folder)));
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
