using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Simulation;
using HstNotebooks.Tasks;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Simulation;

/// <summary>The distortion table of a simulated camera, read by updatewcs.</summary>
public sealed class DistortionFileTests
{
    [Fact]
    public void Updatewcs_rebuilds_the_wcs_of_every_chip_from_the_table()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            var all = CameraScenes.Wfpc2();
            (all with { Scene = all.Scene with { Stars = [] }, Exposures = [all.Exposures[1]] }).Write(folder);
            string file = Directory.GetFiles(folder, "*_c0m.fits").Single();
            var before = Corners(file);
            // Away with the distortion, as the archive gives such a file.
            FitsFile.Update(file, fits =>
            {
                foreach (var header in WcsArchive.ScienceHeaders(fits))
                {
                    header.RemoveWhere(card => card.Keyword.StartsWith("A_") || card.Keyword.StartsWith("B_"));
                    header.Set("CTYPE1", "RA---TAN");
                    header.Set("CTYPE2", "DEC--TAN");
                }
            });
            Assert.True(Separations(before, Corners(file)).Max() > 0.05);
            var result = UpdateWcs.Run(file, new() { RefDir = folder });
            Assert.Contains("IDCTAB", result.Single().Corrections);
            // A micro-arcsecond: what the eleven digits of the coefficients in a header leave.
            Assert.All(Separations(before, Corners(file)), s => Assert.InRange(s, 0, 1e-6));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static List<Sky.SkyPosition> Corners(string path)
    {
        using var exposure = Exposure.Open(path);
        return [.. from chip in exposure.Chips from x in new[] { 1.0, 800 } from y in new[] { 1.0, 800 } select chip.Wcs.PixelToSky(x, y)];
    }

    private static IEnumerable<double> Separations(List<Sky.SkyPosition> a, List<Sky.SkyPosition> b) => a.Zip(b, (p, q) => 3600 * p.SeparationTo(q));
}
