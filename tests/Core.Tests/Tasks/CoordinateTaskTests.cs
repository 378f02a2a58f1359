using HstNotebooks.Errors;
using HstNotebooks.Sky;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Wcs;

namespace HstNotebooks.Tests.Tasks;

/// <summary>pixtosky, skytopix and pixtopix against golden/tasks/coords.</summary>
public sealed class CoordinateTaskTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    private static string Image(int chip) => SharedData.Path("golden/tasks/coords/in_flc_skeleton.fits.gz") + $"[sci,{chip}]";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Pixels_map_to_the_recorded_sky_positions_and_back(int chip)
    {
        var pairs = PairTable.Read($"golden/tasks/coords/pixtosky_sci{chip}.csv");
        var sky = PixToSky.Run(Image(chip), pairs["x"], pairs["y"]);
        Assert.Null(pairs.WorstAbove(1e-10, "ra", sky.X));
        Assert.Null(pairs.WorstAbove(1e-10, "dec", sky.Y));
        var pixels = SkyToPix.Run(Image(chip), pairs["ra"], pairs["dec"]);
        Assert.Null(pairs.WorstAbove(1e-6, "x", pixels.X));
        Assert.Null(pairs.WorstAbove(1e-6, "y", pixels.Y));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_written_files_have_the_recorded_digits(int chip)
    {
        string output = Path.Combine(_folder, "out.txt");
        string xy = SharedData.Path("golden/tasks/coords/xy.txt"), rd = SharedData.Path($"golden/tasks/coords/rd{chip}.txt");
        string drizzled = SharedData.Path("golden/tasks/coords/drz_skeleton.fits.gz") + "[0]";

        PixToSky.Run(Image(chip), new PixToSkyOptions { CoordFile = xy, Precision = 8, Output = output });
        Same($"pixtosky_file_deg_precision8_sci{chip}.txt", output);
        PixToSky.Run(Image(chip), new PixToSkyOptions { CoordFile = xy, Hms = true, Output = output });
        Same($"pixtosky_file_hms_precision6_sci{chip}.txt", output);
        PixToPix.Run(Image(chip), new PixToPixOptions { OutImage = drizzled, CoordFile = xy, Output = output });
        Same($"pixtopix_file_precision6_sci{chip}.txt", output);
        SkyToPix.Run(Image(chip), new SkyToPixOptions { CoordFile = rd, Precision = 6, Output = output });
        // The reference inverts to about 1e-7 pixel, so the sixth decimal may differ by one.
        var expected = Numbers(SharedData.Path($"golden/tasks/coords/skytopix_file_precision6_sci{chip}.txt"));
        var own = Numbers(output);
        Assert.Equal(expected.Length, own.Length);
        for (int i = 0; i < own.Length; i++) Assert.Equal(expected[i], own[i], 1.01e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Distorted_pixels_map_to_the_drizzled_image_and_back(int chip)
    {
        string drizzled = SharedData.Path("golden/tasks/coords/drz_skeleton.fits.gz") + "[0]";
        var forward = PairTable.Read($"golden/tasks/coords/pixtopix_forward_sci{chip}.csv");
        var there = PixToPix.Run(Image(chip), forward["x_in"], forward["y_in"], new PixToPixOptions { OutImage = drizzled });
        Assert.Null(forward.WorstAbove(1e-7, "x_out", there.X));
        Assert.Null(forward.WorstAbove(1e-7, "y_out", there.Y));
        var back = PixToPix.Run(Image(chip), there.X, there.Y, new PixToPixOptions { OutImage = drizzled, Direction = "backward" });
        Assert.Null(forward.WorstAbove(1e-7, "x_in", back.X));
        Assert.Null(forward.WorstAbove(1e-7, "y_in", back.Y));
    }

    [Fact]
    public void A_list_that_is_written_to_a_file_is_shown_only_with_verbose_and_coords_is_coordfile()
    {
        string output = Path.Combine(_folder, "out.txt"), xy = SharedData.Path("golden/tasks/coords/xy.txt");
        var quiet = PixToSky.Run(Image(1), new PixToSkyOptions { Coords = xy, Output = output });
        Assert.Equal($"{quiet.Count} positions of {Image(1)} written to {output}", quiet.ToString());
        var verbose = PixToSky.Run(Image(1), new PixToSkyOptions { CoordFile = xy, Output = output, Verbose = true });
        Assert.Equal(verbose.Count + 3, verbose.ToString().TrimEnd().Split('\n').Length);
        Assert.True(PixToSky.Run(Image(1), new PixToSkyOptions { CoordFile = xy }).IsListed);
        Assert.Equal(verbose.X, quiet.X);
    }

    [Fact]
    public void The_result_is_a_table_with_units()
    {
        var degrees = PixToSky.Run(Image(1), [1], [1], new PixToSkyOptions { Precision = 8 }).ToTable();
        Assert.Equal(["x", "y", "ra", "dec"], degrees.Columns.Select(column => column.Name));
        Assert.Equal(["pix", "pix", "deg", "deg"], degrees.Columns.Select(column => column.Unit));
        Assert.Equal("F8", degrees["ra"].Format);
        Assert.Equal(["9:11:28.012"], PixToSky.Run(Image(1), [1], [1], new PixToSkyOptions { Precision = 3, Hms = true }).ToTable().Strings("ra"));
    }

    [Fact]
    public void Without_an_output_image_the_default_frame_is_used()
    {
        var result = PixToPix.Run(Image(1), [1, 600], [1, 500]);
        Assert.True(result.X.All(x => x is > -2 and < 1000) && result.Y.All(y => y is > -2 and < 1400));
    }

    [Theory]
    [InlineData(137.866716931579, "9:11:28.012064")]
    [InlineData(0.0, "0:0:0.000000")]
    [InlineData(359.999999999999, "0:0:0.000000")]
    public void Right_ascensions_are_written_in_hours(double degrees, string text) => Assert.Equal(text, Sexagesimal.FormatRa(degrees));

    [Theory]
    [InlineData(-64.899760505956, 6, "-64:53:59.137821")]
    [InlineData(-0.5, 3, "-0:30:0.000")] // DrizzlePac loses this sign
    [InlineData(10.9999999999, 3, "11:0:0.000")] // and may write 60.000
    [InlineData(-41.26875, 6, "-41:16:7.500000")]
    public void Declinations_keep_sign_and_carry(double degrees, int decimals, string text) => Assert.Equal(text, Sexagesimal.FormatDec(degrees, decimals));

    [Theory]
    [InlineData("9:11:28.012064", 137.866716933)]
    [InlineData("137.5", 137.5)]
    [InlineData("00:42:44.33", 10.68470833)]
    public void Right_ascensions_are_read_as_hours_or_degrees(string text, double degrees) => Assert.Equal(degrees, Sexagesimal.ParseRa(text), 1e-7);

    [Theory]
    [InlineData("-0:30:0", -0.5)]
    [InlineData("-64:53:59.137821", -64.899760506)]
    [InlineData("+12.25", 12.25)]
    public void Declinations_are_read_with_their_sign(string text, double degrees) => Assert.Equal(degrees, Sexagesimal.ParseDec(text), 1e-9);

    [Theory]
    [InlineData("12:61:00")]
    [InlineData("abc")]
    [InlineData("")]
    public void Text_that_is_no_angle_is_refused(string text) => Assert.Throws<InputException>(() => Sexagesimal.ParseDec(text));

    [Fact]
    public void A_bad_line_is_named_by_its_number()
    {
        string path = Path.Combine(_folder, "bad.txt");
        File.WriteAllText(path, "# x y\n1 2\n\n3 four\n");
        var error = Assert.Throws<InputException>(() => PixToSky.Run(Image(1), new PixToSkyOptions { CoordFile = path }));
        Assert.Equal(4, error.Row);
        File.WriteAllText(path, "1 2\n3\n");
        Assert.Equal(2, Assert.Throws<InputException>(() => PixToSky.Run(Image(1), new PixToSkyOptions { CoordFile = path })).Row);
    }

    [Fact]
    public void Columns_are_chosen_by_number_or_name()
    {
        string path = Path.Combine(_folder, "columns.txt");
        File.WriteAllText(path, "# id, yc, xc\n7,250.25,300.5\n");
        var byName = PixToSky.Run(Image(1), new PixToSkyOptions { CoordFile = path, ColNames = "xc,yc", Separator = "," });
        var byNumber = PixToSky.Run(Image(1), new PixToSkyOptions { CoordFile = path, ColNames = "c3,c2", Separator = "," });
        Assert.Equal((300.5, 250.25), (byName.InputX[0], byName.InputY[0]));
        Assert.Equal(byName.X, byNumber.X);
        Assert.Throws<ParameterException>(() => PixToSky.Run(Image(1), new PixToSkyOptions { CoordFile = path, ColNames = "nope,c2" }));
    }

    [Fact]
    public void A_position_far_off_the_image_is_not_a_number() =>
        Assert.True(double.IsNaN(SkyToPix.Run(Image(1), [10.0], [80.0]).X[0]));

    private static double[] Numbers(string path) => [.. File.ReadLines(path).Where(line => !line.StartsWith('#'))
        .SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];

    private static void Same(string recorded, string own)
    {
        var expected = File.ReadAllLines(SharedData.Path("golden/tasks/coords", recorded));
        var actual = File.ReadAllLines(own);
        Assert.StartsWith("# Coordinates converted from ", actual[0], StringComparison.Ordinal);
        Assert.Equal(expected.Skip(1), actual.Skip(1));
    }
}
