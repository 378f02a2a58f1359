using System.Globalization;
using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Images;
using HstNotebooks.Pictures;
using HstNotebooks.Tables;

namespace HstNotebooks.Figures;

/// <summary>The plots of TweakReg: residuals, vectors, the histogram of offsets, matches over the image, footprints.</summary>
public static class AlignmentFigures
{
    private const int MostMarks = 3000;

    /// <summary>
    /// Residuals of one image in DrizzlePac's four panels: dx and dy against x and y, with their scatter.
    /// </summary>
    /// <param name="image">An image with a fit.</param>
    /// <param name="yLimit">Limit of the residuals' axis in reference pixels (TweakReg's <c>ylimit</c>); null to follow the data.</param>
    /// <exception cref="InputException">There is no fit.</exception>
    public static Figure Residuals(this ImageAlignment image, double? yLimit = null)
    {
        var (matches, fit) = FitOf(image);
        double[] x = matches.Doubles("refx"), y = matches.Doubles("refy"), dx = matches.Doubles("dx"), dy = matches.Doubles("dy");
        var figure = new Figure($"Residuals of {image.FileName}: {fit.Count} of {image.MatchCount} matches", 2, 2);
        Fill(figure[0, 0], x, dx, "X [pixel]", "ΔX [pixel]", Rms("X", fit.RmsX));
        Fill(figure[0, 1], y, dx, "Y [pixel]", "ΔX [pixel]", "");
        Fill(figure[1, 0], x, dy, "X [pixel]", "ΔY [pixel]", Rms("Y", fit.RmsY));
        Fill(figure[1, 1], y, dy, "Y [pixel]", "ΔY [pixel]", "");
        double limit = yLimit ?? 1.15 * Math.Max(1e-4, dx.Concat(dy).Max(Math.Abs));
        foreach (var panel in figure.Panels) panel.LimitY(-limit, limit);
        return figure;

        static void Fill(Panel panel, double[] along, double[] residual, string xTitle, string yTitle, string note)
        {
            panel.HorizontalLine(0, colour: "#d62728", dash: 0).Scatter(along, residual, size: 3.2, colour: "#1f77b4").Titles("", xTitle, yTitle);
            if (note.Length > 0) panel.Title = note;
        }

        static string Rms(string axis, double value) => string.Create(CultureInfo.InvariantCulture, $"RMS({axis}) = {value:F4} pixel");
    }

    /// <summary>Residuals of all images that have a fit, with TweakReg's <c>ylimit</c>.</summary>
    public static FigureSet Residuals(this TweakRegResult result, double? yLimit = null) =>
        new([.. WithFit(result).Select(i => i.Residuals(yLimit ?? result.Options.YLimit))]);

    /// <summary>Residuals of one image as arrows at the positions of the stars, with a key.</summary>
    /// <exception cref="InputException">There is no fit.</exception>
    public static Figure Vectors(this ImageAlignment image)
    {
        var (matches, fit) = FitOf(image);
        double key = KeyLength(Math.Max(fit.Rmse, 1e-5));
        var figure = new Figure($"Residual vectors of {image.FileName}: {fit.Count} matches").WithSize(640, 600);
        figure.Panel.HasEqualAxes = true;
        figure.Panel.Vectors(matches.Doubles("refx"), matches.Doubles("refy"), matches.Doubles("dx"), matches.Doubles("dy"), key,
            key.ToString("0.######", CultureInfo.InvariantCulture) + " pixel").Titles("", "X [pixel]", "Y [pixel]");
        return figure;
    }

    /// <summary>Residual vectors of all images that have a fit.</summary>
    public static FigureSet Vectors(this TweakRegResult result) => new([.. WithFit(result).Select(Vectors)]);

    /// <summary>The two-dimensional histogram of the offsets of all pairs of one image, with its peak.</summary>
    /// <exception cref="InputException">Matching by the histogram was not reached.</exception>
    public static Figure Histogram2D(this ImageAlignment image)
    {
        if (image.Offset is not { } offset) throw new InputException("there is no histogram of offsets for this image") { File = image.FileName, Advice = "it is made where use2dhist is true and the image is not the reference" };
        var counts = offset.Histogram;
        var data = new Image<float>(counts.Width, counts.Height, [.. counts.Pixels.Select(c => (float)c)]);
        double halfX = counts.Width / 2.0, halfY = counts.Height / 2.0;
        string peak = string.Create(CultureInfo.InvariantCulture, $"peak ({offset.ShiftX:F3}, {offset.ShiftY:F3}), significance {offset.Significance:F1}, {offset.MatchCount} pairs");
        var figure = new Figure("Offsets of " + image.FileName);
        figure.WithSize(600, 540);
        figure.Panel.Image(data, new PixelDisplay(0, Math.Max(1, data.Pixels.Max()), Stretch.Sqrt, Colormap.Viridis), "pairs",
            (offset.CentreX - halfX, offset.CentreX + halfX, offset.CentreY - halfY, offset.CentreY + halfY));
        figure.Panel.HasEqualAxes = true;
        figure.Panel.Scatter([offset.ShiftX], [offset.ShiftY], colour: "#ff2fd0", shape: MarkerShape.Plus, size: 22)
            .Titles(peak, "offset in X [pixel]", "offset in Y [pixel]");
        return figure;
    }

    /// <summary>The histograms of offsets of all images that have one.</summary>
    public static FigureSet Histogram2D(this TweakRegResult result) => new([.. result.Images.Where(i => i.Offset is not null).Select(Histogram2D)]);

    /// <summary>All chips of an aligned image with the sources that were found and those that were matched drawn over them.</summary>
    /// <param name="image">The image; its file is read.</param>
    /// <param name="options">How the chips are shown; ZScale, no axes' own title where none are given.</param>
    public static PictureRow MatchesOver(this ImageAlignment image, ImageDisplayOptions? options = null)
    {
        using var exposure = Exposure.Open(image.Path);
        options ??= new() { Width = 760 };
        return new([.. exposure.Chips.Reverse().Select(chip => Over(image, Display.Image(chip, options), chip.ExtVer))], PictureArrangement.Stacked,
            $"{image.FileName}: {image.Matches?.RowCount ?? 0} matches of {image.Sources.RowCount} sources");
    }

    /// <summary>The same for one image of a run, by file name.</summary>
    /// <exception cref="InputException">The run has no such image.</exception>
    public static PictureRow MatchesOver(this TweakRegResult result, string fileName, ImageDisplayOptions? options = null) =>
        (result.Images.FirstOrDefault(i => i.FileName.Equals(fileName, StringComparison.OrdinalIgnoreCase) || i.Path == fileName)
            ?? throw new InputException($"the run has no image '{fileName}'") { Expected = "one of " + string.Join(", ", result.Images.Select(i => i.FileName)) })
        .MatchesOver(options);

    /// <summary>The outlines of all chips on the sky, with the reference sources.</summary>
    public static Figure Footprints(this TweakRegResult result) => FootprintFigure.Make(result);

    /// <summary>The plots that TweakReg's parameters ask for, as PNG files: <c>residuals_</c>, <c>vector_</c> and <c>hist2d_ROOT.png</c>; returns their paths.</summary>
    /// <param name="result">The run.</param>
    /// <param name="folder">Where they go; made by the caller.</param>
    public static IReadOnlyList<string> WritePlots(this TweakRegResult result, string folder) => TweakRegPlots.Write(result, folder);

    /// <summary>A round length of arrow near the scatter.</summary>
    internal static double KeyLength(double rms) => Rendering.TickMaker.NiceStep(rms);

    private static ImagePicture Over(ImageAlignment image, ImagePicture picture, int chip)
    {
        var found = RowsOf(image.Sources, chip);
        var shown = Brightest(found);
        string label = shown.RowCount < found.RowCount ? $"brightest {shown.RowCount} sources" : "sources";
        picture = picture.Mark(shown.Select("x", "y"), label, "#19d3f3", MarkerShape.Circle, 7);
        if (image.Matches is null) return picture.Titled($"{picture.Name}: {found.RowCount} sources");
        var matched = RowsOf(image.Matches, chip);
        return picture.Mark(matched.Select("x", "y"), "matches", "#ff5f2e", MarkerShape.Circle, 13)
            .Titled($"{picture.Name}: {found.RowCount} sources, {matched.RowCount} matches");
    }

    /// <summary>At most <see cref="MostMarks"/> sources, the brightest ones: more would hide the image.</summary>
    private static Table Brightest(Table sources)
    {
        if (sources.RowCount <= MostMarks || sources.Find("flux") is null) return sources;
        double[] flux = sources.Doubles("flux");
        return sources.Take([.. Enumerable.Range(0, flux.Length).OrderByDescending(i => double.IsNaN(flux[i]) ? double.MinValue : flux[i]).Take(MostMarks).Order()]);
    }

    private static Table RowsOf(Table table, int chip)
    {
        double[] chips = table.Doubles("chip");
        return table.Take([.. Enumerable.Range(0, chips.Length).Where(i => (int)chips[i] == chip)]);
    }

    private static IEnumerable<ImageAlignment> WithFit(TweakRegResult result) => result.Images.Where(i => i is { Fit: not null, Matches.RowCount: > 0 });

    private static (Table Matches, LinearFit Fit) FitOf(ImageAlignment image) => image is { Matches: { RowCount: > 0 } matches, Fit: { } fit }
        ? (matches, fit)
        : throw new InputException("there is no fit to show for this image")
        { File = image.FileName, Advice = image.Reasons.Count > 0 ? string.Join("; ", image.Reasons) : "the reference image has no residuals" };
}
