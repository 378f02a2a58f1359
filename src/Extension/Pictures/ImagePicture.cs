using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Figures;
using HstNotebooks.Images;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Pictures;

/// <summary>
/// An image with the way in which it is shown and what is drawn over it. Immutable; the methods that add return a new picture. A notebook
/// shows it as a viewer (zoom, pan, stretch, value and sky position under the cursor) that works without network, and as a PNG.
/// </summary>
public sealed record ImagePicture
{
    internal ImagePicture(Image<float> data, string name, string unit, ImageWcs? wcs, ImageDisplayOptions options)
    {
        var section = ImageSection.Parse(options.Section, data.Width, data.Height);
        Data = section == new ImageSection(1, data.Width, 1, data.Height) ? data
            : data.CutOut(section.X1 - 1, section.Y1 - 1, section.X2 - section.X1 + 1, section.Y2 - section.Y1 + 1);
        (FirstX, FirstY) = (section.X1, section.Y1);
        (Name, Unit, Wcs, Options) = (name, options.Unit.Length > 0 ? options.Unit : unit, wcs, options);
        Display = DisplayOf(Data, options);
    }

    /// <summary>The pixels that are shown, 0-based.</summary>
    public Image<float> Data { get; }
    /// <summary>FITS pixel of the first column of <see cref="Data"/>.</summary>
    public int FirstX { get; }
    /// <summary>FITS pixel of the first row of <see cref="Data"/>.</summary>
    public int FirstY { get; }
    /// <summary>What the image is called where no title is given.</summary>
    public string Name { get; }
    /// <summary>The unit of the values; empty where it is not known.</summary>
    public string Unit { get; }
    /// <summary>The WCS of the whole image, or null.</summary>
    public ImageWcs? Wcs { get; }
    /// <summary>How it is shown.</summary>
    public ImageDisplayOptions Options { get; private init; }
    /// <summary>Limits, stretch and colours as they were found.</summary>
    public PixelDisplay Display { get; private init; }
    /// <summary>What is drawn over the image, in FITS pixels.</summary>
    public IReadOnlyList<FigureSeries> Overlays { get; private init; } = [];
    /// <summary>The title above the picture.</summary>
    public string Title => Options.Title.Length > 0 ? Options.Title : Name;

    /// <summary>The picture with other limits, in the unit of the image.</summary>
    public ImagePicture WithLimits(double low, double high) => this with { Display = Display with { Low = low, High = high } };

    /// <summary>The picture with another title.</summary>
    public ImagePicture Titled(string title) => this with { Options = Options with { Title = title } };

    /// <summary>The picture with marks at FITS pixels.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public ImagePicture Mark(IReadOnlyList<double> x, IReadOnlyList<double> y, string label = "", string colour = "cyan", MarkerShape shape = MarkerShape.Circle, double size = 10)
    {
        if (x.Count != y.Count) throw new ArgumentException($"the lists differ in length: {x.Count} and {y.Count}");
        return Over(new ScatterSeries(x, y, label, Colour.Parse(colour), shape, size));
    }

    /// <summary>The picture with marks at the rows of a table with columns x and y (FITS pixels), or ra and dec (degrees).</summary>
    /// <exception cref="TableException">The table has neither.</exception>
    public ImagePicture Mark(Table sources, string label = "", string colour = "cyan", MarkerShape shape = MarkerShape.Circle, double size = 10)
    {
        if (sources.Find("x") is not null && sources.Find("y") is not null) return Mark(sources.Doubles("x"), sources.Doubles("y"), label, colour, shape, size);
        if (sources.Find("ra") is not null && sources.Find("dec") is not null) return MarkSky(sources.Doubles("ra"), sources.Doubles("dec"), label, colour, shape, size);
        throw new TableException("the table has no positions to mark") { Expected = "columns x and y in FITS pixels, or ra and dec in degrees" };
    }

    /// <summary>The picture with marks at sky positions in degrees; positions outside the image are left out.</summary>
    /// <exception cref="WcsException">The image has no WCS.</exception>
    public ImagePicture MarkSky(IReadOnlyList<double> ra, IReadOnlyList<double> dec, string label = "", string colour = "cyan", MarkerShape shape = MarkerShape.Circle, double size = 10)
    {
        var (x, y) = ToPixels(ra, dec);
        int[] inside = [.. Enumerable.Range(0, x.Length).Where(i => x[i] > FirstX - 1 && x[i] < FirstX + Data.Width && y[i] > FirstY - 1 && y[i] < FirstY + Data.Height)];
        return Mark([.. inside.Select(i => x[i])], [.. inside.Select(i => y[i])], label, colour, shape, size);
    }

    /// <summary>The picture with the outline of a chip or frame.</summary>
    /// <exception cref="WcsException">The image has no WCS.</exception>
    public ImagePicture Footprint(ImageWcs other, string label = "", string colour = "orange")
    {
        var (ra, dec) = Footprints.Outline(other);
        var (x, y) = ToPixels(ra, dec);
        return Over(new LineSeries(x, y, label, Colour.Parse(colour), 1.5));
    }

    /// <summary>The picture with an outline through FITS pixels; NaN interrupts it.</summary>
    public ImagePicture Outline(IReadOnlyList<double> x, IReadOnlyList<double> y, string label = "", string colour = "yellow") =>
        Over(new LineSeries(x, y, label, Colour.Parse(colour), 1.5));

    /// <summary>The picture with the regions of a DS9 file: those that include in one colour, those that exclude dashed in another.</summary>
    /// <exception cref="InputException">The file is missing, or a line cannot be read: named by number.</exception>
    public ImagePicture Regions(string path, string includes = "#3ddc5a", string excludes = "#ff4040")
    {
        var found = RegionOutlines.Read(path, Wcs ?? ImageWcs.FromLinear(new LinearWcs(1, 1, 0, 0, -1e-5, 0, 0, 1e-5), Data.Width, Data.Height));
        var picture = this;
        if (found.Included is { X.Count: > 0 } keep) picture = picture.Over(new LineSeries(keep.X, keep.Y, "included", Colour.Parse(includes), 1.4));
        if (found.Excluded is { X.Count: > 0 } drop) picture = picture.Over(new LineSeries(drop.X, drop.Y, "excluded", Colour.Parse(excludes), 1.4, 4));
        return picture;
    }

    /// <summary>The picture with anything else over it, in FITS pixels.</summary>
    public ImagePicture Over(FigureSeries series) => this with { Overlays = [.. Overlays, series] };

    /// <summary>The picture as a figure, for print and for more panels.</summary>
    public Figure ToFigure() => PictureFigure.Make([this], "");

    /// <summary>Writes the picture to a file: <c>.png</c> or <c>.html</c>.</summary>
    /// <exception cref="ParameterException">Another extension.</exception>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path) => new PictureRow([this]).Save(path);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Title}: {Data.Width} x {Data.Height} pixels, {Display.Low:G5} to {Display.High:G5} {Unit}, {Display.Stretch.ToString().ToLowerInvariant()}, {Display.Colours.Name}");

    private (double[] X, double[] Y) ToPixels(IReadOnlyList<double> ra, IReadOnlyList<double> dec)
    {
        if (Wcs is null) throw new WcsException("the image has no WCS, so sky positions cannot be drawn over it");
        double[] x = new double[ra.Count], y = new double[ra.Count];
        Wcs.SkyToPixel(ra.ToArray(), dec.ToArray(), x, y);
        return (x, y);
    }

    private static PixelDisplay DisplayOf(Image<float> data, ImageDisplayOptions options)
    {
        string words = options.Limits.Trim().ToLowerInvariant();
        var (low, high) = words switch
        {
            "zscale" or "" => ZScale.Limits(data),
            "minmax" => PercentileLimits.Limits(data, 100),
            _ when double.TryParse(words.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and <= 100 => PercentileLimits.Limits(data, percent),
            _ => throw new ParameterException($"'{options.Limits}' are no limits") { Parameter = "limits", Expected = "zscale, minmax, or a percentage from 0 to 100" },
        };
        (low, high) = (options.VMin ?? low, options.VMax ?? high);
        if (!(high > low))
            throw new ParameterException(string.Create(CultureInfo.InvariantCulture, $"the upper limit {high:G6} is not above the lower limit {low:G6}")) { Parameter = "vmax" };
        return new(low, high, options.Stretch, Colormap.Find(options.Cmap));
    }
}
