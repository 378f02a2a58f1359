using System.Text.Json;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Magics;

namespace HstNotebooks.Tests;

/// <summary>What a user sees who gives the command line something that it cannot work with.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void A_pattern_that_matches_nothing_is_named()
    {
        using var folder = new ScratchFolder();
        var run = Tool.Run(folder.Path, "tweakreg", "*_flc.fits", "--refcat", "gaia.cat").ShouldExitWith(1);
        Assert.Contains("*_flc.fits", run.Error);
    }

    [Fact]
    public void A_file_that_is_no_fits_file_is_named()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder["a_flc.fits"], "this is no FITS file");
        var run = Tool.Run(folder.Path, "astrodrizzle", "a_flc.fits", "--output", "x").ShouldExitWith(1);
        Assert.Contains("a_flc.fits", run.Error);
        Assert.Equal(["a_flc.fits"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_truncated_file_is_refused_and_left_as_it_was()
    {
        using var folder = new ScratchFolder();
        string path = folder["a_flc.fits"];
        using (var file = new FitsFile())
        {
            file.Add(ImageHdu.Create(new Image<float>(100, 100)));
            file.Save(path);
        }
        byte[] half = File.ReadAllBytes(path)[..20000];
        File.WriteAllBytes(path, half);
        var run = Tool.Run(folder.Path, "fitsinfo", "a_flc.fits").ShouldExitWith(1);
        Assert.Contains("truncated", run.Error);
        Assert.Equal(half, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_file_without_science_extensions_is_refused()
    {
        using var folder = new ScratchFolder();
        using (var file = new FitsFile())
        {
            file.Add(ImageHdu.Create(new Image<float>(10, 10)));
            file.Save(folder["a_flc.fits"]);
        }
        var run = Tool.Run(folder.Path, "tweakreg", "a_flc.fits").ShouldExitWith(1);
        Assert.Contains("a_flc.fits", run.Error);
    }

    [Fact]
    public void An_unknown_flag_is_wrong_usage_and_the_nearest_one_is_named()
    {
        using var folder = new ScratchFolder();
        var run = Tool.Run(folder.Path, "tweakreg", "a_flc.fits", "--serchrad", "1").ShouldExitWith(2);
        Assert.Contains("searchrad", run.Error);
    }

    [Fact]
    public void An_unknown_verb_is_wrong_usage()
    {
        using var folder = new ScratchFolder();
        Tool.Run(folder.Path, "twekreg").ShouldExitWith(2);
    }

    [Fact]
    public void A_notebook_that_is_no_json_is_named()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder["broken.ipynb"], "{ not json");
        var run = Tool.Run(folder.Path, "run", "broken.ipynb").ShouldExitWith(1);
        Assert.Contains("broken.ipynb", run.Error);
    }

    /// <summary>What a magic needs besides the file before it opens it; <c>FILE</c> is the file.</summary>
    private static readonly Dictionary<string, string> AlsoNeeded = new()
    {
        ["apply_headerlet"] = "--hdrlet FILE",
        ["attach_headerlet"] = "FILE",
        ["blot"] = "--outdata o.fits",
        ["delete_headerlet"] = "--hdrname A",
        ["drizzle"] = "--outdata o.fits",
        ["extract_headerlet"] = "--hdrname A",
        ["mapreg"] = "--images FILE",
        ["pixtopix"] = "--x 1 --y 1",
        ["pixtosky"] = "--x 1 --y 1",
        ["restore_headerlet"] = "--hdrname A",
        ["skytopix"] = "--ra 1 --dec 1",
        ["updatenpol"] = "--refdir .",
    };

    /// <summary>Those that take no file: archives, the simulator, and the word that chooses among the headerlet tasks.</summary>
    private static readonly string[] WithoutFile = ["archive_cache", "crds", "gaia", "headerlet", "mast", "sdss", "simulate"];

    [Fact]
    public void Every_magic_refuses_what_it_cannot_work_with_by_place_and_advice_and_leaves_the_folder_as_it_was()
    {
        using var folder = new ScratchFolder();
        using var elsewhere = new ScratchFolder();
        Directory.CreateDirectory(folder["adir"]);
        File.WriteAllText(folder["zero.fits"], "");
        File.WriteAllText(folder["text.fits"], "this is no FITS file");
        string[] before = Contents();
        string[] files = ["", "--nonsense 5", "missing.fits", "adir", "zero.fits", "text.fits", "*.nothing", "@missing.lst", "missing.fits[sci,1]"];
        var magics = MagicCatalog.All.Where(magic => !WithoutFile.Contains(magic.Name)).ToList();
        var cells = magics.SelectMany(magic => files, (magic, file) =>
            $"#!{magic.Name} {file} {(file.Length > 0 && file[0] != '-' ? AlsoNeeded.GetValueOrDefault(magic.Name, "").Replace("FILE", file, StringComparison.Ordinal) : "")}").ToList();
        File.WriteAllText(elsewhere["bad.dib"], string.Join('\n', cells.Select(cell => $"#!csharp\n\n{cell}\n")));
        var run = Tool.Run(elsewhere.Path, "run", "bad.dib", "--work-dir", folder.Path, "--allow-errors", "--json").ShouldExitWith(3);

        using var report = JsonDocument.Parse(run.Output);
        var said = report.RootElement.GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(cells.Count, said.Count);
        foreach (var cell in said)
        {
            string line = cell.GetProperty("first_line").GetString()!;
            Assert.True(cell.GetProperty("error").ValueKind == JsonValueKind.Object, $"{line} was not refused");
            string[] lines = [.. cell.GetProperty("error").GetProperty("lines").EnumerateArray().Select(l => l.GetString()!)];
            string text = $"{line}\n{string.Join('\n', lines)}";
            Assert.True(lines.Any(l => l.StartsWith("  file: ", StringComparison.Ordinal) || l.StartsWith("  parameter: ", StringComparison.Ordinal)), text);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        }
        // A run that has begun leaves its log.
        Assert.Equal(before, Contents().Where(name => !name.EndsWith(".log", StringComparison.Ordinal)));

        string[] Contents() => [.. Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Select(name => Path.GetRelativePath(folder.Path, name)).Order(StringComparer.Ordinal)];
    }
}
