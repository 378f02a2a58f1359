using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Figures;
using HstNotebooks.Figures.Rendering;
using HstNotebooks.Formatting;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Figures;

public sealed class FigureTests
{
    private static double[] Ramp(int n) => [.. Enumerable.Range(0, n).Select(i => (double)i)];

    private static Figure Everything()
    {
        var figure = new Figure("All kinds", 2, 2) { SharedXTitle = "shared" };
        figure[0, 0].Scatter(Ramp(10), Ramp(10), "points").Line(Ramp(10), Ramp(10), "line", dash: 4).HorizontalLine(3, "level").Note(0.5, 0.5, "note").Titles("one", "x", "y");
        figure[0, 1].Vectors(Ramp(5), Ramp(5), Ramp(5), Ramp(5), 1, "1 pixel");
        figure[1, 0].Histogram(Ramp(100), 10, label: "bars").Histogram2D(Ramp(9), Ramp(9), 3);
        figure[1, 1].Image(new Image<float>(20, 10), barTitle: "electrons").Scatter([3], [4], shape: MarkerShape.Circle);
        return figure;
    }

    [Fact]
    public void A_figure_is_shown_as_html_png_plotly_and_text()
    {
        var bundle = Formatters.Format(Everything());
        Assert.Equal(["application/vnd.plotly.v1+json", "image/png", "text/html", "text/plain"], bundle.Data.Keys.Order());
        byte[] png = Convert.FromBase64String(bundle.Data["image/png"]);
        Assert.Equal("PNG", System.Text.Encoding.ASCII.GetString(png, 1, 3));
        Assert.Contains("10 points 'points'", bundle.Text);
        Assert.Contains("histogram of 100 values in 10 bins 'bars'", bundle.Text);
    }

    [Fact]
    public void The_page_needs_no_network()
    {
        string html = Everything().ToHtml().Replace("http://www.w3.org/2000/svg", "");
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("src=\"//", html);
    }

    [Fact]
    public void Markup_in_titles_and_labels_is_shown_and_not_run()
    {
        const string evil = "<script>alert(1)</script>";
        var figure = new Figure(evil);
        figure.Panel.Scatter([1], [1], evil).Note(0.5, 0.5, evil).Titles(evil, evil, evil);
        Assert.DoesNotContain("<script>alert", figure.ToHtml());
        Assert.DoesNotContain("<script>", figure.ToPlotlyJson());
    }

    [Fact]
    public void Plotly_json_has_a_trace_per_series_on_its_own_axes()
    {
        using var json = JsonDocument.Parse(Everything().ToPlotlyJson());
        var traces = json.RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["scatter", "scatter", "scatter", "scatter", "bar", "heatmap", "heatmap", "scatter"], traces.Select(t => t.GetProperty("type").GetString()));
        Assert.Equal(["x", "x", "x", "x2", "x3", "x3", "x4", "x4"], traces.Select(t => t.GetProperty("xaxis").GetString()));
        var layout = json.RootElement.GetProperty("layout");
        Assert.Equal("x", layout.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("x4", layout.GetProperty("yaxis4").GetProperty("scaleanchor").GetString());
    }

    [Fact]
    public void Large_figures_are_thinned_out()
    {
        var random = new Random(2);
        double[] many = [.. Enumerable.Range(0, 300_000).Select(_ => random.NextDouble() * 1e4)];
        var image = new Image<float>(2000, 2000, [.. Enumerable.Range(0, 4_000_000).Select(_ => random.NextSingle())]);
        var figure = new Figure("large", 1, 2);
        figure[0, 0].Scatter(many, many);
        figure[0, 1].Image(image);
        Assert.True(figure.ToPlotlyJson().Length < 200_000, $"{figure.ToPlotlyJson().Length}");
        string html = figure.ToHtml();
        Assert.True(html.Length < 1_500_000, $"{html.Length}");
        Assert.Contains("every 15th of 300000 points", html);
    }

    [Fact]
    public void Values_that_are_no_numbers_do_not_stop_a_figure()
    {
        var figure = new Figure();
        figure.Panel.Scatter([double.NaN, 1, double.PositiveInfinity], [1, double.NaN, 2]).Line([double.NaN], [double.NaN]).Histogram([double.NaN]);
        figure.Panel.Y.IsLogarithmic = true;
        Assert.NotEmpty(figure.ToPng());
        using var json = JsonDocument.Parse(figure.ToPlotlyJson());
        Assert.NotEmpty(new Figure().ToPng());
    }

    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-0.3, 0.3, 6, "−0.3 −0.2 −0.1 0.0 0.1 0.2 0.3")]
    [InlineData(0, 4096, 5, "0 1000 2000 3000 4000")]
    [InlineData(290.21, 290.23, 4, "290.210 290.215 290.220 290.225 290.230")]
    [InlineData(0, 5e7, 3, "0 2×10⁷ 4×10⁷")]
    [InlineData(10, 0, 5, "0 2 4 6 8 10")]
    public void Tick_marks_are_round_numbers(double from, double to, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', TickMaker.Linear(from, to, most).Select(t => t.Text)));

    [Fact]
    public void Logarithmic_tick_marks_are_powers_of_ten()
    {
        Assert.Equal("10⁻² 10⁻¹ 1 10 10²", string.Join(' ', TickMaker.Logarithmic(0.01, 100, 9).Select(t => t.Text)));
        Assert.Equal("1 2 5 10", string.Join(' ', TickMaker.Logarithmic(1, 10, 9).Select(t => t.Text)));
    }

    [Fact]
    public void Texts_of_a_panel_do_not_overlap()
    {
        foreach (var layout in FigureLayout.Arrange(Everything()))
        {
            for (int i = 1; i < layout.TicksX.Count; i++)
            {
                double gap = layout.X.Map(layout.TicksX[i].Value) - layout.X.Map(layout.TicksX[i - 1].Value);
                double half = (HstNotebooks.Pictures.TrueTypeFont.Regular.Measure(layout.TicksX[i].Text, TextSize.Tick) + HstNotebooks.Pictures.TrueTypeFont.Regular.Measure(layout.TicksX[i - 1].Text, TextSize.Tick)) / 2;
                Assert.True(gap > half + 3, $"panel {layout.Index}: {gap} {half}");
            }
            Assert.True(layout.Box.X - 7 - layout.TickWidthY >= layout.Cell.X);
            Assert.True(layout.Box.Right <= layout.Cell.Right && layout.Box.Bottom <= layout.Cell.Bottom);
        }
    }

    [Fact]
    public void Equal_axes_have_equal_units()
    {
        var figure = new Figure();
        figure.Panel.HasEqualAxes = true;
        figure.Panel.Scatter([0, 100], [0, 10]);
        var layout = FigureLayout.Arrange(figure)[0];
        Assert.Equal(layout.X.PointsPerUnit, -layout.Y.PointsPerUnit, 9);
    }

    [Fact]
    public void A_figure_is_saved_as_png_or_html_and_nothing_else()
    {
        string folder = Checkout.NewScratchFolder();
        Everything().Save(Path.Combine(folder, "a.png"));
        Everything().Save(Path.Combine(folder, "a.html"));
        Assert.Throws<ParameterException>(() => Everything().Save(Path.Combine(folder, "a.gif")));
        Assert.Throws<InputException>(() => Everything().Save(Path.Combine(folder, "none", "a.png")));
        Assert.Equal(["a.html", "a.png"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Directory.Delete(folder, true);
    }
}
