using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>
/// The sky differences of skymethod match against the truth of the simulation and against the reference, whose outlines of the
/// chips have width and height exchanged (the SphericalPolygon.from_wcs of spherical_geometry 1.3.5, mended in 1.4.0).
/// </summary>
public sealed class MatchedSkyTests(ITestOutputHelper output)
{
    [Fact]
    public void The_matched_sky_is_the_difference_of_the_simulated_skies()
    {
        using var run = GoldenCase.Run("sky_match");
        double[] sky = run.Result.Chips.Doubles("sky");
        // golden/README.md: 0.036, 0.040 and 0.044 electrons/s, 1.03 times that on the second chip; 520 and 480 s.
        // The noise of a difference of two medians over 500 000 pixels of 7.5 electrons is 0.02.
        Assert.Equal(0, sky[0]);
        Assert.Equal(0.004 * 1.015 * 520, sky[2], 0.04);
        Assert.Equal(0.008 * 1.015 * 480, sky[4], 0.04);
    }

    [Fact]
    public void With_the_outlines_of_the_reference_the_matched_sky_is_that_of_the_reference()
    {
        var chips = "abc".Select(c => Enumerable.Range(1, 2).Select(version => Read(c, version)).ToArray()).ToArray();
        var overlaps = new List<SkyOverlap>();
        for (int i = 0; i < 3; i++)
            for (int j = i + 1; j < 3; j++) overlaps.Add(Compare(i, chips[i], j, chips[j]));
        double?[] offsets = SkyMatcher.Solve(3, overlaps);
        double[] golden = [0, 2.168164904777154, 3.86247970186361];
        for (int i = 0; i < 3; i++)
        {
            double sky = offsets[i]!.Value / chips[i][0].Brightness;
            output.WriteLine($"{"abc"[i]}: {sky} golden {golden[i]}");
            // The reference rounds the corners of an overlap to whole pixels, which moves a median by a step or two of 1/256 electron.
            Assert.Equal(golden[i], sky, 0.002);
        }
    }

    /// <summary>As the reference averages: each side over the pairs of chips in which it has pixels.</summary>
    private static SkyOverlap Compare(int i, Chip[] first, int j, Chip[] second)
    {
        var (a, b) = (new List<(double Level, long Count)>(), new List<(double Level, long Count)>());
        foreach (var m in first)
            foreach (var n in second)
            {
                if (ChipOverlap.Find(m.Wcs, m.Outline, n.Wcs, n.Outline) is not { } overlap) continue;
                if (Level(m, overlap.First) is { } level) a.Add(level);
                if (Level(n, overlap.Second) is { } other) b.Add(other);
            }
        return new(i, j, Mean(a), Mean(b), a.Sum(l => l.Count), b.Sum(l => l.Count));
    }

    private static double Mean(List<(double Level, long Count)> levels) => levels.Sum(l => l.Level * l.Count) / levels.Sum(l => l.Count);

    private static (double Level, long Count)? Level(Chip chip, (double X, double Y)[] polygon)
    {
        float[] buffer = [];
        int count = ChipOverlap.Gather(chip.Pixels, polygon, ref buffer);
        return count > 0 && new SkyMeasure().Of(buffer.AsMemory(0, count)) is { } sky ? (sky.Level * chip.Brightness, sky.Count) : null;
    }

    private static Chip Read(char letter, int version)
    {
        using var headers = FitsFile.Open(SharedData.Path("golden", "small", "updated_gaia_rscale", $"isim01a{letter}q_flc_skeleton.fits.gz"));
        using var file = FitsFile.Open(SharedData.Path("golden", "small", $"isim01a{letter}q_flc.fits.gz"));
        var pixels = file.Image("SCI", version).Read<float>();
        var quality = file.Image("DQ", version).Read<short>();
        for (int k = 0; k < pixels.Pixels.Length; k++) if (quality.Pixels[k] != 0) pixels.Pixels[k] = float.NaN;
        var wcs = ImageWcs.FromHeader(headers.Image("SCI", version).Header, headers);
        double scale = headers.Image("SCI", version).Header.GetDouble("IDCSCALE");
        return new(wcs, ChipOverlap.Outline(wcs, wcs.Height, wcs.Width), pixels, 1 / (scale * scale * file.PrimaryHeader.GetDouble("EXPTIME")));
    }

    /// <summary>A chip with its masked pixels as NaN, and the factor from electrons to brightness.</summary>
    private sealed record Chip(ImageWcs Wcs, HstNotebooks.Sky.SkyPosition[] Outline, Image<float> Pixels, double Brightness);
}
