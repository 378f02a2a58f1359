namespace HstNotebooks.Tests;

/// <summary>The tutorials, executed as a reader of the README does.</summary>
public sealed class TutorialTests
{
    [Theory]
    [MemberData(nameof(Tutorials.Names), MemberType = typeof(Tutorials))]
    public void A_tutorial_runs_offline_and_leaves_a_notebook_and_a_page_of_its_own(string name)
    {
        using var folder = new ScratchFolder();
        File.Copy(Tutorials.PathOf(name), folder[name + ".ipynb"]);
        var run = Tool.Run(folder.Path, "run", name + ".ipynb").ShouldExitWith(0);

        // 60 s is what the product promises on 2 cores; other tests run beside this one, so twice as much is a failure here.
        Assert.True(run.Elapsed < TimeSpan.FromSeconds(120), $"the notebook took {run.Elapsed.TotalSeconds:F0} s");
        Tutorials.ShouldShowWhatItPromises(name, new ExecutedNotebook(folder[name + ".executed.ipynb"]));

        string page = File.ReadAllText(folder[name + ".html"]);
        Assert.DoesNotMatch("""<(script|img|link|iframe)[^>]+(src|href)\s*=\s*["']?(https?:)?//""", page);
        Assert.True(page.Length < 40_000_000, $"the page has {page.Length / 1e6:F0} MB");
    }

    [Fact]
    public void Notebooks_are_stored_without_outputs()
    {
        string[] stored = [.. Directory.GetFiles(Path.Combine(Checkout.Root, "notebooks"), "*.ipynb").Where(p => !p.EndsWith(".executed.ipynb"))];
        Assert.Equal(Tutorials.Names.Select(row => row.Data + ".ipynb").Order(), stored.Select(Path.GetFileName).Order());
        foreach (string path in stored) Assert.Empty(new ExecutedNotebook(path).Outputs);
    }
}
