using HstNotebooks.Fits;
using HstNotebooks.Images;

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
}
