using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Figures;
using HstNotebooks.Formatting;
using HstNotebooks.Images;
using HstNotebooks.Magics;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Figures;

public sealed class AlignmentFiguresTests
{
    private static TweakRegResult Result(ResidualPlots plots = ResidualPlots.Both, string name = "a_flc.fits")
    {
        var random = new Random(3);
        double[] Column(double scale) => [.. Enumerable.Range(0, 50).Select(_ => scale * (random.NextDouble() - 0.5))];
        double[] dx = Column(0.1), dy = Column(0.1);
        var matches = new Table([
            new TableColumn<double>("refx", Column(4000)), new TableColumn<double>("refy", Column(4000)), new TableColumn<double>("dx", dx), new TableColumn<double>("dy", dy),
            new TableColumn<int>("chip", [.. Enumerable.Repeat(1, 50)]), new TableColumn<double>("x", Column(40)), new TableColumn<double>("y", Column(40))]);
        var fit = new LinearFit
        {
            Geometry = FitGeometry.RScale,
            ShiftX = 4.4316109999,
            ShiftY = -5.65,
            M11 = 1,
            M12 = 0,
            M21 = 0,
            M22 = 1,
            Rotation = 0.0047,
            Scale = 1.000084,
            RmsX = 0.0311,
            RmsY = 0.0434,
            Rmse = 0.053,
            Mae = 0.04,
            Kept = [.. Enumerable.Range(0, 50)],
            ResidualsX = dx,
            ResidualsY = dy,
        };
        var sources = matches.Select("chip", "x", "y");
        var histogram = new Image<int>(5, 5);
        histogram[1, 3] = 40;
        ImageAlignment[] images =
        [
            new() { Path = name, FileName = name, Verdict = AlignmentVerdict.Good, Reasons = ["50 matches"], Sources = sources, Offset = new(101, -1, 20, 40, histogram) { CentreX = 100 }, MatchCount = 60, Fit = fit, Matches = matches },
            new() { Path = "b.fits", FileName = "b.fits", Verdict = AlignmentVerdict.Failed, Reasons = ["<b>no peak</b>"], Sources = sources },
        ];
        var shifts = new Table([
            new TableColumn<string>("file", [name, "b.fits"]), new TableColumn<double>("dx", [4.4316109999, double.NaN]) { Format = "F6" },
            new TableColumn<string>("verdict", ["good", "failed"])], "shifts");
        return new()
        {
            Images = images,
            ReferenceFrame = new(new LinearWcs(1, 1, 10, 20, -1e-5, 0, 0, 1e-5), 10, 10),
            ReferenceName = "gaia.cat",
            ReferenceSources = sources,
            Options = new() { ResidPlot = plots, YLimit = 0.3 },
            Products = ["shifts.txt"],
            Shifts = shifts,
        };
    }

    [Fact]
    public void The_residual_plot_has_four_panels_with_the_scatter_and_the_limit_of_ylimit()
    {
        var figure = Assert.Single(Result().Residuals().Figures);
        Assert.Equal("Residuals of a_flc.fits: 50 of 60 matches", figure.Title);
        Assert.Equal(["RMS(X) = 0.0311 pixel", "", "RMS(Y) = 0.0434 pixel", ""], figure.Panels.Select(p => p.Title));
        Assert.All(figure.Panels, p => Assert.Equal((-0.3, 0.3), (p.Y.From!.Value, p.Y.To!.Value)));
        Assert.All(figure.Panels, p => Assert.Equal(50, p.Series.OfType<ScatterSeries>().Single().X.Count));
    }

    [Fact]
    public void The_key_of_the_vector_plot_is_a_round_length() => Assert.Equal("0.1 pixel", Result().Vectors()[0].Panel.Series.OfType<VectorSeries>().Single().KeyText);

    [Fact]
    public void The_histogram_lies_at_its_offsets_and_marks_the_peak()
    {
        var panel = Result().Histogram2D()[0].Panel;
        var image = panel.Series.OfType<ImageSeries>().Single();
        Assert.Equal((97.5, 102.5, -2.5, 2.5), (image.Left, image.Right, image.Bottom, image.Top));
        var peak = panel.Series.OfType<ScatterSeries>().Single();
        Assert.Equal((101.0, -1.0), (peak.X[0], peak.Y[0]));
        Assert.Equal(40, image.Data[1, 3]);
    }

    [Fact]
    public void An_image_without_a_fit_says_why()
    {
        var error = Assert.Throws<InputException>(() => Result().Images[1].Residuals());
        Assert.Equal("b.fits", error.File);
        Assert.Contains("no peak", error.Advice);
        Assert.Throws<InputException>(() => Result().Images[1].Histogram2D());
    }

    [Theory]
    [InlineData(ResidualPlots.Both, "hist2d_a_flc.png residuals_a_flc.png vector_a_flc.png")]
    [InlineData(ResidualPlots.Vector, "hist2d_a_flc.png vector_a_flc.png")]
    [InlineData(ResidualPlots.None, "hist2d_a_flc.png")]
    public void The_plots_that_the_parameters_ask_for_are_written_under_drizzlepacs_names(ResidualPlots plots, string expected)
    {
        string folder = Checkout.NewScratchFolder();
        var written = Result(plots).WritePlots(folder);
        Assert.Equal(expected, string.Join(' ', Directory.GetFiles(folder).Select(Path.GetFileName).Order()));
        Assert.Equal(written.Count, expected.Split(' ').Length);
        Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void Labels_of_another_size_leave_the_size_of_the_picture(int size)
    {
        byte[] usual = Plot(8), other = Plot(size);
        // The header chunk of a PNG begins with width and height.
        Assert.Equal(usual.AsSpan(16, 8), other.AsSpan(16, 8));
        Assert.NotEqual(usual, other);

        byte[] Plot(int labels)
        {
            string folder = Checkout.NewScratchFolder();
            var result = Result(ResidualPlots.Vector);
            (result with { Options = result.Options with { LabelSize = labels } }).WritePlots(folder);
            byte[] png = File.ReadAllBytes(Path.Combine(folder, "vector_a_flc.png"));
            Directory.Delete(folder, true);
            return png;
        }
    }

    [Fact]
    public void The_result_is_its_shift_table_with_verdicts_and_reasons()
    {
        var bundle = Formatters.Format(Result(name: "<i>a</i>.fits"));
        Assert.Contains("4.431611", bundle.Text);
        Assert.Contains("class=\"good\"", bundle.Data["text/html"]);
        Assert.Contains("class=\"bad\"", bundle.Data["text/html"]);
        Assert.DoesNotContain("<b>no peak", bundle.Data["text/html"]);
        Assert.DoesNotContain("<i>a", bundle.Data["text/html"]);
        Assert.Contains("b.fits: <b>no peak</b>", bundle.Text);
        Assert.Contains("1.000084", Formatters.Format(Result().Images[0]).Text);
    }

    [Fact]
    public void The_json_holds_the_whole_result_with_tables_by_column_and_null_for_nan()
    {
        using var json = System.Text.Json.JsonDocument.Parse(ResultJson.Write(Result()));
        var root = json.RootElement;
        Assert.Equal("good", root.GetProperty("images")[0].GetProperty("verdict").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, root.GetProperty("shifts").GetProperty("dx")[1].ValueKind);
        Assert.Equal(50, root.GetProperty("images")[0].GetProperty("matches").GetProperty("refx").GetArrayLength());
        Assert.Equal(4.4316109999, root.GetProperty("images")[0].GetProperty("fit").GetProperty("shift_x").GetDouble());
        Assert.Equal(25, root.GetProperty("images")[0].GetProperty("offset").GetProperty("histogram").GetProperty("pixels").GetArrayLength());
    }
}
