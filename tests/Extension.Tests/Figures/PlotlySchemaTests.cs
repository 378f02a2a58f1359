using System.Diagnostics;
using HstNotebooks.Figures;
using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Tests.Figures;

public sealed class PlotlySchemaTests
{
    private const string Script = "import json,sys\nimport plotly.graph_objects as go\nj=json.load(open(sys.argv[1]))\nf=go.Figure(data=j['data'],layout=j['layout'])\nprint(len(f.data))";

    /// <summary>Plotly's Python library refuses every property and value that its schema does not know.</summary>
    [Fact]
    public async Task Every_kind_of_series_and_axis_follows_plotlys_schema()
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(python), "there is no /usr/bin/python3");
        Assert.SkipUnless((await Run(python, "-c", "import plotly")).Code == 0, "Plotly's Python library (python3-plotly) is not installed");
        double[] x = [1, 2, 3];
        var figure = new Figure("All kinds", 2, 2);
        figure[0, 0].Line(x, x, "line", dash: 3).HorizontalLine(2, "level").VerticalLine(2).Note(0.5, 0.5, "note").Note(2, 2, "at", NoteAnchor.Data).Titles("one", "x", "y");
        foreach (var shape in Enum.GetValues<MarkerShape>()) figure[0, 0].Scatter(x, x, shape.ToString(), shape: shape);
        figure[0, 1].Vectors(x, x, x, x, 1, "1 pixel");
        (figure[0, 1].X.IsLogarithmic, figure[0, 1].X.Ticks) = (true, [(1, "a"), (10, "b")]);
        figure[1, 0].Histogram(x, 3, label: "bars").Histogram2D(x, x, 3);
        figure[1, 1].Image(new Image<float>(4, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, float.NaN]), new PixelDisplay(0, 12, Stretch.Asinh, Colormap.Viridis), "electrons").X.HidesTicks = true;
        string folder = Checkout.NewScratchFolder(), path = Path.Combine(folder, "figure.json");
        await File.WriteAllTextAsync(path, figure.ToPlotlyJson(), TestContext.Current.CancellationToken);
        var (code, output) = await Run(python, "-c", Script, path);
        Assert.True(code == 0, output);
        Assert.Equal("12", output.Trim());
        Directory.Delete(folder, true);
    }

    private static async Task<(int Code, string Output)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + (process.ExitCode == 0 ? "" : await errors));
    }
}
