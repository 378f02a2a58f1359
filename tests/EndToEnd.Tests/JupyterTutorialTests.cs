namespace HstNotebooks.Tests;

/// <summary>The tutorials in Jupyter: executed by its own client against our kernel, checked as those of our runner are.</summary>
public sealed class JupyterTutorialTests
{
    [Theory]
    [MemberData(nameof(Tutorials.Names), MemberType = typeof(Tutorials))]
    public void A_tutorial_runs_in_jupyter_with_the_same_outputs(string name)
    {
        Assert.SkipUnless(Tool.Exists("jupyter-nbconvert"), "jupyter-nbconvert is not installed");
        using var folder = new ScratchFolder();
        File.Copy(Tutorials.PathOf(name), folder[name + ".ipynb"]);
        Tool.Run(folder.Path, "install", "--prefix", folder["jupyter"]).ShouldExitWith(0);
        var environment = new Dictionary<string, string>
        {
            ["JUPYTER_PATH"] = Path.Combine(folder["jupyter"], "share", "jupyter"),
            ["HOME"] = folder.Path,
        };
        Tool.RunProgram("jupyter-nbconvert", folder.Path,
            ["--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=200", "--output", "done.ipynb", name + ".ipynb"],
            seconds: 300, environment).ShouldExitWith(0);
        Tutorials.ShouldShowWhatItPromises(name, new ExecutedNotebook(folder["done.ipynb"]));
    }
}
