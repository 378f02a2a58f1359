using HstNotebooks.Errors;
using HstNotebooks.Figures;
using HstNotebooks.Fits;
using HstNotebooks.Formatting;
using HstNotebooks.Images;
using HstNotebooks.Pictures;
using HstNotebooks.Pictures.Viewer;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Pictures;

public sealed class ImagePictureTests
{
    private static Image<float> Noise(int width, int height)
    {
        var random = new Random(5);
        var image = new Image<float>(width, height);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (float)(100 + 10 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        for (int i = 0; i < image.Pixels.Length / 1000; i++) image.Pixels[random.Next(image.Pixels.Length)] += (float)(1e5 * random.NextDouble());
        return image;
    }

    private static ImageWcs Tan(int width, int height) => ImageWcs.FromLinear(new LinearWcs(width / 2.0, height / 2.0, 290.22, 37.8, -1e-5, 2e-6, 2e-6, 1e-5), width, height);

    [Fact]
    public void A_full_frame_adds_less_than_one_and_a_half_megabyte()
    {
        var bundle = Formatters.Format(Display.Image(Noise(4096, 4096), wcs: Tan(4096, 4096)));
        int size = bundle.Data.Values.Sum(v => v.Length);
        Assert.True(size < 1_500_000, $"{size} characters");
        Assert.True(bundle.Data.ContainsKey("image/png"));
    }

    [Fact]
    public void Values_in_the_viewer_are_right_to_a_tenth_of_the_noise_or_a_fifth_of_a_per_cent()
    {
        var image = Noise(600, 400);
        image[3, 7] = float.NaN;
        var plane = ValuePlane.Make(image, 10_000_000);
        Assert.Equal(1, plane.Factor);
        short[] codes = Codes(plane);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            double expected = image.Pixels[i], found = plane.ValueOf(codes[i]);
            if (double.IsNaN(expected)) { Assert.True(double.IsNaN(found)); continue; }
            Assert.True(Math.Abs(found - expected) <= 0.1 * 10 + 0.002 * Math.Abs(expected), $"{expected} {found}");
        }
    }

    [Fact]
    public void The_sky_position_in_the_viewer_follows_the_full_distortion()
    {
        string path = SharedData.Path("data", "hrc-47tuc", "j8bt06nyq_flt.fits.gz");
        using var file = FitsFile.Open(path);
        var hdu = file.Image("SCI");
        var wcs = ImageWcs.FromHeader(hdu.Header, file);
        Assert.True(wcs.HasDistortion);
        var page = WcsPolynomial.Fit(wcs, 0.5, hdu.Width + 0.5, 0.5, hdu.Height + 0.5)!;
        for (int i = 0; i <= 10; i++)
            for (int j = 0; j <= 10; j++)
            {
                double x = 1 + (hdu.Width - 1) * i / 10.0, y = 1 + (hdu.Height - 1) * j / 10.0;
                // A hundredth of a pixel of 0.025 arcsec.
                Assert.True(3600 * page.PixelToSky(x, y).SeparationTo(wcs.PixelToSky(x, y)) < 0.00025, $"({x}, {y})");
            }
    }

    [Fact]
    public void Marks_at_sky_positions_lie_on_their_pixels_and_those_outside_are_left_out()
    {
        var wcs = Tan(200, 100);
        var inside = wcs.PixelToSky(20, 30);
        var outside = wcs.PixelToSky(500, 30);
        var picture = Display.Image(Noise(200, 100), wcs: wcs).MarkSky([inside.Ra, outside.Ra], [inside.Dec, outside.Dec]);
        var marks = Assert.IsType<ScatterSeries>(Assert.Single(picture.Overlays));
        Assert.Equal(20, Assert.Single(marks.X), 6);
        Assert.Equal(30, Assert.Single(marks.Y), 6);
        Assert.Throws<WcsException>(() => Display.Image(Noise(9, 9)).MarkSky([1], [1]));
        Assert.Throws<TableException>(() => picture.Mark(new Table([new TableColumn<int>("n", [1])])));
    }

    [Fact]
    public void A_section_keeps_its_pixel_coordinates()
    {
        var image = Noise(50, 40);
        var picture = Display.Image(image, new() { Section = "11:20,31:40" });
        Assert.Equal((10, 10, 11, 31), (picture.Data.Width, picture.Data.Height, picture.FirstX, picture.FirstY));
        Assert.Equal(image[30, 10], picture.Data[0, 0]);
        Assert.Equal("section", Assert.Throws<ParameterException>(() => Display.Image(image, new() { Section = "1:60,1:2" })).Parameter);
        Assert.Throws<ParameterException>(() => Display.Image(image, new() { Section = "a" }));
    }

    [Theory]
    [InlineData("sometimes", null, null, "limits")]
    [InlineData("zscale", 5.0, 5.0, "vmax")]
    public void Limits_that_make_no_sense_are_refused(string limits, double? low, double? high, string parameter) =>
        Assert.Equal(parameter, Assert.Throws<ParameterException>(() => Display.Image(Noise(9, 9), new() { Limits = limits, VMin = low, VMax = high })).Parameter);

    [Fact]
    public void Explicit_limits_win()
    {
        var picture = Display.Image(Noise(30, 30), new() { VMin = -1, VMax = 2, Cmap = "viridis" });
        Assert.Equal((-1.0, 2.0), (picture.Display.Low, picture.Display.High));
        Assert.Equal((0.0, 9.0), (picture.WithLimits(0, 9).Display.Low, picture.WithLimits(0, 9).Display.High));
    }

    [Fact]
    public void A_missing_file_or_extension_and_a_table_are_refused()
    {
        string folder = Checkout.NewScratchFolder(), path = Path.Combine(folder, "a.fits");
        var file = new FitsFile();
        file.Add(new ImageHdu());
        file.Add(ImageHdu.Create(Noise(20, 10)));
        file.Add(TableHdu.Create(new Table([new TableColumn<int>("n", [1])]), "TAB"));
        file.Save(path);
        Assert.Equal(20, Display.Image(path).Data.Width);
        Assert.Equal(20, Display.Image(path + "[1]").Data.Width);
        Assert.Throws<InputException>(() => Display.Image(Path.Combine(folder, "b.fits")));
        Assert.Throws<FitsException>(() => Display.Image(path + "[sci,1]"));
        Assert.Throws<FitsException>(() => Display.Image(path + "[7]"));
        Assert.Throws<FitsException>(() => Display.Image(path + "[tab]"));
        Display.Image(path).Save(Path.Combine(folder, "a.png"));
        Assert.Equal(0x89, File.ReadAllBytes(Path.Combine(folder, "a.png"))[0]);
        Directory.Delete(folder, true);
    }

    [Fact]
    public void Compass_scale_bar_and_sky_axes_are_drawn_where_there_is_a_wcs()
    {
        var options = new ImageDisplayOptions { Axes = ImageAxes.Sky, Compass = true, ScaleBar = true };
        var panel = Display.Image(Noise(300, 200), options, Tan(300, 200)).ToFigure().Panel;
        Assert.Equal("RA [deg]", panel.X.Title);
        Assert.Contains(panel.Series, s => s is NoteSeries { Text: "N" });
        Assert.Contains(panel.Series, s => s is NoteSeries note && note.Text.EndsWith('″'));
        // One pixel is 1.02e-5 degrees, 300 pixels are 11 arcsec.
        Assert.Equal("2″", panel.Series.OfType<NoteSeries>().Last().Text);
        Assert.NotEmpty(Display.Image(Noise(30, 20), options).ToFigure().ToPng());
    }

    /// <summary>Directions to north and east by astropy 5.2's all_world2pix, 0.1 arcsec about the foot of the compass.</summary>
    [Fact]
    public void The_compass_points_north_and_east_through_the_distortion()
    {
        var picture = Display.Image(SharedData.Path("data", "hrc-47tuc", "j8bt06nyq_flt.fits.gz") + "[sci,1]", new() { Compass = true });
        var arrows = SkyMarks.Of(picture).OfType<LineSeries>().Select(l => Math.Atan2(l.Y[1] - l.Y[0], l.X[1] - l.X[0]) * 180 / Math.PI).ToList();
        Assert.Equal(75.87681, arrows[0], 0.01);
        Assert.Equal(156.66396, arrows[1], 0.01);
    }

    [Fact]
    public void Regions_of_a_ds9_file_are_drawn_where_they_are()
    {
        string folder = Checkout.NewScratchFolder(), path = Path.Combine(folder, "a.reg");
        File.WriteAllText(path, "image\ncircle(10,20,5)\n-box(30,10,8,4,90)\npolygon(1,1,4,1,4,4)\n");
        var picture = Display.Image(Noise(50, 40), wcs: Tan(50, 40)).Regions(path);
        var lines = picture.Overlays.Cast<LineSeries>().ToList();
        Assert.Equal(["included", "excluded"], lines.Select(l => l.Label));
        // The first outline is the circle: every point is 5 pixels from (10, 20).
        int end = lines[0].X.ToList().FindIndex(double.IsNaN);
        Assert.All(Enumerable.Range(0, end), i => Assert.Equal(5, double.Hypot(lines[0].X[i] - 10, lines[0].Y[i] - 20), 9));
        Assert.Equal([1, 4, 4, 1], lines[0].X.Skip(end + 1).Take(4));
        // The box is turned by 90 degrees: 4 wide and 8 high.
        Assert.Equal(28, lines[1].X.Where(double.IsFinite).Min(), 9);
        Assert.Equal(14, lines[1].Y.Where(double.IsFinite).Max(), 9);
        Assert.Throws<InputException>(() => picture.Regions(Path.Combine(folder, "none.reg")));
        Directory.Delete(folder, true);
    }

    [Fact]
    public void Several_pictures_share_a_viewer()
    {
        var row = Display.SideBySide(Display.Image(Noise(30, 20), name: "left"), Display.Image(Noise(30, 20), name: "right"));
        var bundle = Formatters.Format(row);
        Assert.Contains("\"mode\":\"row\"", bundle.Data["text/html"]);
        Assert.Contains("left", bundle.Text);
        Assert.Contains("\"mode\":\"blink\"", Formatters.Format(Display.Blink([.. row.Pictures])).Data["text/html"]);
    }

    [Fact]
    public void Arrays_of_any_number_are_pictures()
    {
        foreach (object image in new object[] { new Image<int>(5, 4), new Image<ushort>(5, 4), new Image<double>(5, 4), new Image<byte>(5, 4) })
            Assert.True(Formatters.Format(image).Data.ContainsKey("image/png"), image.ToString());
    }

    private static short[] Codes(ValuePlane plane)
    {
        using var unpacked = new MemoryStream();
        using (var stream = new System.IO.Compression.ZLibStream(new MemoryStream(plane.Packed), System.IO.Compression.CompressionMode.Decompress)) stream.CopyTo(unpacked);
        byte[] bytes = unpacked.ToArray();
        int count = bytes.Length / 2;
        return [.. Enumerable.Range(0, count).Select(i => (short)(bytes[i] << 8 | bytes[count + i]))];
    }

    [Fact]
    public void Pictures_beside_one_another_are_of_one_size_with_one_colour_bar_for_both()
    {
        var plain = new ImageDisplayOptions { VMin = 0, VMax = 1, ColorBar = false };
        var figure = Display.SideBySide(Display.Image(Noise(100, 80), plain), Display.Image(Noise(100, 80), plain with { ColorBar = true })).ToFigure();
        var boxes = HstNotebooks.Figures.Rendering.FigureLayout.Arrange(figure).Select(p => p.Box).ToList();
        Assert.Equal(boxes[0].Width, boxes[1].Width, 6);
        Assert.Equal(boxes[0].Y, boxes[1].Y, 6);
    }
}
