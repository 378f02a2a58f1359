using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Wcs;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Tasks;

public sealed class MapRegTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Regions_land_where_the_full_distortion_puts_them()
    {
        // golden/tasks/coords: these sky positions are the recorded ones of pixels (300.5, 250.25) and (600, 500).
        string output = Run("fk5\ncircle(137.864615724627,-64.904111181727,2\") # color=red\n-point(137.862502035090,-64.908471481361)\n", out var result);
        Assert.Equal(2, result.Files.Count);
        var lines = File.ReadAllLines(output);
        Assert.Equal("image", lines[1]);
        var circle = Numbers(lines[2]);
        Assert.Equal(300.5, circle[0], 1e-3);
        Assert.Equal(250.25, circle[1], 1e-3);
        Assert.EndsWith("# color=red", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("-point(600.0000,500.0000)", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Radii_follow_the_local_scale()
    {
        // A point 2 arcsec north of the centre must lie on the circle of 2 arcsec, to the curvature of the distortion.
        string output = Run("icrs\ncircle(137.864615724627,-64.904111181727,2\")\n", out _);
        using var file = FitsFile.Open(Image());
        var wcs = ImageWcs.FromHeader(file["SCI", 1].Header, file);
        var north = wcs.SkyToPixel(137.864615724627, -64.904111181727 + 2 / 3600.0);
        var circle = Numbers(File.ReadAllLines(output)[2]);
        Assert.Equal(double.Hypot(north.X - circle[0], north.Y - circle[1]), circle[2], 0.01);
    }

    [Fact]
    public void A_box_along_north_turns_with_the_detector()
    {
        string output = Run("fk5\nbox(137.864615724627,-64.904111181727,4\",2\",0)\nellipse(9:11:27.507774,-64:54:14.800254,0.05',1\",90)\n", out _);
        using var file = FitsFile.Open(Image());
        var wcs = ImageWcs.FromHeader(file["SCI", 1].Header, file);
        var here = wcs.SkyToPixel(137.864615724627, -64.904111181727);
        var north = wcs.SkyToPixel(137.864615724627, -64.904111181727 + 1 / 3600.0);
        double angle = double.RadiansToDegrees(Math.Atan2(north.Y - here.Y, north.X - here.X));
        var lines = File.ReadAllLines(output);
        Assert.Equal(0, Math.IEEERemainder(Numbers(lines[2])[4] - (angle - 90), 360), 0.05);
        Assert.Equal(0, Math.IEEERemainder(Numbers(lines[3])[4] - angle, 360), 0.05);
        Assert.Equal(3.0, Numbers(lines[3])[2] / Numbers(lines[3])[3], 1e-3);
    }

    /// <summary>The point of the first test, turned with the matrices of ESA SP-1200, and the position angle of the frame's north there.</summary>
    [Theory]
    [InlineData("galactic", "282.180795542600,-11.326537200944", 48.0275)]
    [InlineData("ecliptic", "197.498858187486,-70.744380355663", 63.4382)]
    public void Regions_of_other_frames_are_turned_to_the_equatorial_one(string frame, string position, double northAngle)
    {
        string output = Run($"{frame}\nbox({position},4\",2\",0)\n", out _);
        var box = Numbers(File.ReadAllLines(output)[2]);
        Assert.Equal(300.5, box[0], 1e-3);
        Assert.Equal(250.25, box[1], 1e-3);
        using var file = FitsFile.Open(Image());
        var wcs = ImageWcs.FromHeader(file["SCI", 1].Header, file);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(northAngle));
        var north = wcs.SkyToPixel(137.864615724627 + sin / 3600 / Math.Cos(double.DegreesToRadians(-64.904111181727)), -64.904111181727 + cos / 3600);
        double angle = double.RadiansToDegrees(Math.Atan2(north.Y - box[1], north.X - box[0]));
        Assert.Equal(0, Math.IEEERemainder(box[4] - (angle - 90), 360), 0.05);
    }

    [Fact]
    public void The_filter_drops_what_leaves_the_image_and_the_catalog_lists_the_files()
    {
        Run("fk5\ncircle(137.864615724627,-64.904111181727,2\")\ncircle(137.875,-64.905,2\")\n", out var all);
        Assert.All(all.Files, file => Assert.Equal(2, file.Regions));
        Run("fk5\ncircle(137.864615724627,-64.904111181727,2\")\ncircle(137.875,-64.905,2\")\n", out var inside, "fast");
        Assert.Equal([1], inside.Files.Select(file => file.Regions));
        string line = File.ReadAllLines(inside.Catalog!)[0];
        Assert.StartsWith("in_flc_skeleton.fits.gz ", line, StringComparison.Ordinal);
        Assert.EndsWith(" None", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Polygons_lines_and_annuli_keep_their_points()
    {
        string output = Run("fk5\npolygon(137.866716931579,-64.899760505956,137.864615724627,-64.904111181727,137.8625,-64.9084)\nline(137.866716931579,-64.899760505956,137.864615724627,-64.904111181727)\nannulus(137.864615724627,-64.904111181727,1\",2\",3\")\n", out _);
        var lines = File.ReadAllLines(output);
        var polygon = Numbers(lines[2]);
        Assert.Equal(6, polygon.Length);
        Assert.Equal(1, polygon[0], 1e-3);
        Assert.Equal(300.5, polygon[2], 1e-3);
        Assert.Equal(4, Numbers(lines[3]).Length);
        var annulus = Numbers(lines[4]);
        Assert.Equal(2, annulus[3] / annulus[2], 1e-3);
        Assert.Equal(3, annulus[4] / annulus[2], 1e-3);
    }

    [Theory]
    [InlineData("circle(1,2,3\")\n", 1, "frame")]
    [InlineData("fk5\n\nsquare(1,2,3)\n", 3, "no region")]
    [InlineData("fk5\ncircle(1,2)\n", 2, "numbers")]
    [InlineData("fk5\ncircle(a,2,3\")\n", 2, "no angle")]
    [InlineData("fk5\nbox(1,2,3\",4\",30')\n", 2, "30'")]
    [InlineData("fk5\ncircle(1,2,nan)\n", 2, "nan")]
    [InlineData("fk4\ncircle(1,2,3\")\n", 1, "not supported")]
    [InlineData("galactic\ncircle(1:30:00,2,3\")\n", 2, "no longitude")]
    public void A_bad_line_is_named_by_its_number(string text, int row, string message)
    {
        var error = Assert.Throws<InputException>(() => Run(text, out _));
        Assert.Equal(row, error.Row);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_the_name_of_the_folder_is_refused_by_the_parameter()
    {
        File.WriteAllText(Path.Combine(_folder, "regions"), "");
        var error = Assert.Throws<ParameterException>(() => Run("icrs\ncircle(137.864615724627,-64.904111181727,2\")\n", out _));
        Assert.Equal(("outpath", Path.Combine(_folder, "regions")), (error.Parameter, error.File));
    }

    private static string Image() => SharedData.Path("golden/tasks/coords/in_flc_skeleton.fits.gz");

    private string Run(string regions, out MapRegResult result, string filter = "None")
    {
        string path = Path.Combine(_folder, "in.reg"), folder = Path.Combine(_folder, "regions");
        File.WriteAllText(path, regions);
        result = MapReg.Run(path, new MapRegOptions { Images = Image(), OutPath = folder, Filter = filter }, cancel: TestContext.Current.CancellationToken);
        return Path.Combine(folder, "in_flc_skeleton_extn1_twreg.reg");
    }

    private static double[] Numbers(string line) => line.Split('#')[0].Split('(', ')')[1].Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
}
