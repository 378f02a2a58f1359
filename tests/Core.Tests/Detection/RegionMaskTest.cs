using System.Globalization;
using HstNotebooks.Detection;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Detection;

public class RegionMaskTest
{
    private static readonly ImageWcs Plain = ImageWcs.FromLinear(new LinearWcs(50, 40, 150, 2, -1e-5, 0, 0, 1e-5), 100, 80);

    private static Image<byte> Mask(string text, ImageWcs? wcs = null)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            wcs ??= Plain;
            return RegionMask.Make(RegionFile.Read(path, wcs), wcs.Width, wcs.Height);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int Count(Image<byte> mask) => mask.Pixels.Count(p => p != 0);

    [Fact]
    public void A_circle_of_radius_two_holds_three_by_three_pixels()
    {
        // Facts 2.4, checked with the reference: pixels at a distance of exactly 2 are outside, and (5, 5) is 1-based.
        var mask = Mask("image\ncircle(5,5,2)\n");
        Assert.Equal(9, Count(mask));
        Assert.Equal(1, mask[4, 4]);
        Assert.Equal(0, mask[4, 6]);
    }

    [Fact]
    public void A_file_that_only_excludes_starts_with_everything()
    {
        Assert.Equal(100 * 80 - 9, Count(Mask("image\n-circle(5,5,2)\n")));
        Assert.Equal(100 * 80 - 9, Count(Mask("-circle(5,5,2)\n")));
    }

    [Fact]
    public void Regions_act_in_the_order_of_the_file()
    {
        Assert.Equal(81 - 9, Count(Mask("image\nbox(20,20,9,9,0)\n-circle(20,20,2)\n")));
        Assert.Equal(81, Count(Mask("image\n-circle(20,20,2)\nbox(20,20,9,9,0)\n")));
    }

    [Theory]
    [InlineData("ellipse(50,40,20,10,0)", Math.PI * 200)]
    [InlineData("ellipse(50,40,20,10,30)", Math.PI * 200)]
    [InlineData("box(50,40,30,10,27)", 300)]
    [InlineData("annulus(50,40,10,20)", Math.PI * 300)]
    [InlineData("polygon(10.5,10.5,30.5,10.5,30.5,20.5,10.5,20.5)", 200)]
    public void Areas_are_those_of_geometry(string region, double area)
    {
        // The pixels of a shape differ from its area by a fraction of its outline.
        Assert.Equal(area, Count(Mask("image\n" + region + "\n")), 0.03 * area);
    }

    [Fact]
    public void Physical_pixels_are_those_of_the_full_detector()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "physical\ncircle(1045,2030,2)\n");
        // A subarray that starts at (1001, 2001) of the detector.
        var header = FitsHeader.ParseText("LTV1    = -1000.0\nLTV2    = -2000.0\nLTM1_1  = 1.0\nLTM2_2  = 1.0\nEND\n");
        var mask = RegionMask.Make(RegionFile.Read(path, Plain, PhysicalFrame.FromHeader(header)), 100, 80);
        File.Delete(path);
        Assert.Equal(9, Count(mask));
        Assert.Equal(1, mask[29, 44]);
    }

    [Fact]
    public void A_region_off_the_chip_is_empty() => Assert.Equal(0, Count(Mask("image\ncircle(500,500,20)\n")));

    [Fact]
    public void Points_lines_and_texts_change_nothing() =>
        Assert.Equal(9, Count(Mask("# Region file\nglobal color=green\nimage\npoint(3,3)\nline(1,1,9,9)\ntext(5,5) # text={a}\ncircle(5,5,2) # color=red\n")));

    [Theory]
    [InlineData("fk5\ncircle(150.0,2.0,0.36\")\n")]
    [InlineData("icrs;circle(10:00:00,+2:00:00,0.0001)\n")]
    [InlineData("fk5\nellipse(150.0,2.0,0.36\",0.36\",25)\n")]
    public void Sky_regions_go_through_the_WCS(string text)
    {
        // 0.36 arcsec are ten pixels of this chip.
        var mask = Mask(text);
        Assert.Equal(Math.PI * 100, Count(mask), 12.0);
        Assert.Equal(1, mask[39, 49]);
    }

    [Fact]
    public void The_angle_of_a_sky_box_turns_from_west_to_north()
    {
        // East is to the left here, so on the picture the box turns counter-clockwise from the x axis, as DS9 shows it.
        var sky = Mask("fk5\nbox(150.0,2.0,1.08\",0.36\",30)\n");
        var pixels = Mask("image\nbox(50,40,30,10,30)\n");
        int different = sky.Pixels.Zip(pixels.Pixels).Count(p => p.First != p.Second);
        Assert.True(different <= 6, $"{different} pixels differ");
    }

    [Theory]
    // Of the 58 sources that the recorded run found with the box first, the file with the box last keeps 51 and the exclusions none.
    [InlineData("jcdua3f4q_sci1_include_no_box_first.reg", 58, 1)]
    [InlineData("jcdua3f4q_sci1_include_no_box.reg", 51, 1)]
    [InlineData("jcdua3f4q_sci1_exclude.reg", 0, 1)]
    public void The_recorded_sources_lie_where_the_recorded_regions_let_them(string file, int expected, int tolerance)
    {
        var header = FitsHeader.ParseText(File.ReadAllText(SharedData.Path("data", "ds9-regions", "jcdua3f4q_flc_sci1.hdr")));
        var wcs = ImageWcs.FromHeader(header);
        var mask = RegionMask.Make(RegionFile.Read(SharedData.Path("data", "ds9-regions", file), wcs), 4096, 2048);
        int kept = File.ReadLines(SharedData.Path("data", "ds9-regions", "jcdua3f4q_flc_sci1_xy_catalog.coo")).Where(l => !l.StartsWith('#'))
            .Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())
            .Count(v => mask[(int)Math.Round(v[1]) - 1, (int)Math.Round(v[0]) - 1] != 0);
        Assert.InRange(kept, expected - tolerance, expected + tolerance);
    }
}
