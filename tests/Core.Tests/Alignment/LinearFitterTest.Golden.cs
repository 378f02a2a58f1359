using HstNotebooks.Alignment;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Alignment;

public partial class LinearFitterTest
{
    [Theory]
    [InlineData("gaia_rscale", "rscale")]
    [InlineData("gaia_general", "general")]
    [InlineData("gaia_shift", "shift")]
    [InlineData("sdss_rscale", "rscale")]
    public void The_reference_match_lists_of_the_simulated_case_give_its_shift_files(string run, string geometry)
    {
        string folder = SharedData.Path("golden", "small", "tweakreg", run);
        var frame = FitsHeader.ParseText(File.ReadAllText(Path.Combine(folder, "shifts_wcs_wcs.hdr.txt")));
        var centre = new PixelPosition(frame.GetDouble("CRPIX1"), frame.GetDouble("CRPIX2"));
        foreach (string line in File.ReadLines(Path.Combine(folder, "shifts.txt")).Where(l => !l.StartsWith('#')))
        {
            string[] cells = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var (reference, image) = MatchList.Read(Path.Combine(folder, Path.ChangeExtension(cells[0], null) + "_xy_catalog.match"));

            var fit = LinearFitter.Fit(reference, image, centre, Enum.Parse<FitGeometry>(geometry, ignoreCase: true));

            double[] expected = [.. cells[1..].Select(c => double.Parse(c, System.Globalization.CultureInfo.InvariantCulture))];
            double[] found = [fit.ShiftX, fit.ShiftY, fit.Rotation, fit.Scale, fit.RmsX, fit.RmsY];
            for (int i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - found[i]) < 1.5e-6, $"{run} {cells[0]} column {i}: {found[i]} instead of {expected[i]}");
        }
    }
}
