using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Kernel.Pages;

namespace HstNotebooks.Tests.Pages;

public sealed class MathTextTests
{
    [Theory]
    [InlineData(@"\sigma^2", "σ<sup>2</sup>")]
    [InlineData(@"x_{ij}", "<i>x</i><sub><i>i</i><i>j</i></sub>")]
    [InlineData(@"\frac{a}{b}", "<span class=\"frac\"><span><i>a</i></span><span><i>b</i></span></span>")]
    [InlineData(@"3 \times 10^{-4}", "3  ×  10<sup>−4</sup>")]
    [InlineData(@"\mathrm{S/N} < 5", "S/N &lt; 5")]
    [InlineData(@"\unknown{a}", "\\unknown<i>a</i>")]
    [InlineData(@"a_{", "<i>a</i><sub></sub>")]
    [InlineData(@"\frac{1", "<span class=\"frac\"><span>1</span><span></span></span>")]
    [InlineData(@"\", "\\")]
    public void A_formula_becomes_readable_and_a_broken_one_does_no_harm(string tex, string html) => Assert.Equal(html, MathText.ToHtml(tex));

    [Fact]
    public void Formulas_in_the_text_of_a_notebook_are_written_as_html()
    {
        var notebook = new Notebook();
        notebook.Cells.Add(new(NotebookCellKind.Markdown, "A pixel is $0.04''$ wide.\n\n$$\nw = \\frac{1}{\\sigma^2}\n$$\n"));
        string page = NotebookPage.Render(notebook, "n");
        Assert.Contains("<span class=\"math\">0.04′′</span>", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"math block\"><i>w</i> = <span class=\"frac\">", page, StringComparison.Ordinal);
    }
}
