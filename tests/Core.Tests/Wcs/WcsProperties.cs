using FsCheck;
using FsCheck.Fluent;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

/// <summary>Laws that hold for every WCS, tried on random ones.</summary>
public class WcsProperties
{
    private static Arbitrary<double> Between(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(i => low + (high - low) * (i / 1_000_000.0)).ToArbitrary();

    [Theory]
    [InlineData("TAN")]
    [InlineData("SIN")]
    [InlineData("STG")]
    [InlineData("ARC")]
    [InlineData("ZEA")]
    [InlineData("CAR")]
    [InlineData("AIT")]
    public void Pixel_to_sky_to_pixel_is_the_identity_in_every_projection(string projection) =>
        Prop.ForAll(Between(0, 360), Between(-89, 89), Between(-180, 180), (ra, dec, angle) =>
        {
            var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
            const double scale = 0.05 / 3600;
            var wcs = new LinearWcs(512, 700, ra, dec, -scale * cos, scale * sin, scale * sin, scale * cos) { Projection = projection };
            var sky = wcs.PixelToSky(100 + 7 * angle, 3000 - 11 * angle);
            var pixel = wcs.SkyToPixel(sky.Ra, sky.Dec);
            return Math.Abs(pixel.X - 100 - 7 * angle) < 1e-6 && Math.Abs(pixel.Y - 3000 + 11 * angle) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_inverse_of_a_distortion_finds_the_pixel_to_a_millionth() =>
        Prop.ForAll(Between(-1, 1), Between(-1, 1), Between(1, 4096), (a, b, x) =>
        {
            // As strong as HST's worst camera (ACS/WFC: 55 pixels at the corner), with tables of a tenth of a pixel.
            var p = new double[,] { { 0, 0, 2e-6 * b, 2e-11 * a, 3e-14 * b }, { 0, 5e-6 * a, 5e-10 * b, 1e-14 * a, 0 }, { 9e-6 * b, 1e-10 * a, 4e-14 * b, 0, 0 }, { 5e-10 * a, 1e-14 * b, 0, 0, 0 }, { 2e-14 * b, 0, 0, 0, 0 } };
            var q = new double[,] { { 0, 0, 7e-6 * a, 4e-10 * b, 1e-14 * a }, { 0, 6e-6 * b, 1e-10 * a, 1e-14 * b, 0 }, { 2e-6 * a, 5e-10 * b, 3e-14 * a, 0, 0 }, { 1e-10 * b, 1e-14 * a, 0, 0, 0 }, { 2e-14 * a, 0, 0, 0, 0 } };
            var values = new float[65 * 33];
            for (int i = 0; i < values.Length; i++) values[i] = (float)(0.1 * Math.Sin(i * 1.7 + a));
            var table = new LookupTable(65, 33, values, (0, 0), (0, 0), (64, 64));
            var distortion = new DetectorDistortion(2048, 1024, new SipPolynomial(p), new SipPolynomial(q)) { Cpdis1 = table, Cpdis2 = table, D2Im1 = table };
            double y = 1 + 2050 * Math.Abs(a);
            var (fx, fy) = distortion.ToFocal(x, y);
            return distortion.TryToDetector(fx, fy, out double bx, out double by) && Math.Abs(bx - x) < 1e-6 && Math.Abs(by - y) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_row_of_a_pixel_map_does_not_depend_on_where_it_begins() =>
        Prop.ForAll(Between(-0.5, 500), Between(0, 60), Between(-1, 1), (y, start, a) =>
        {
            var sip = new double[,] { { 0, 0, 2e-6 * a }, { 0, 5e-6, 0 }, { 9e-6, 0, 0 } };
            var values = new float[16 * 16];
            for (int i = 0; i < values.Length; i++) values[i] = 0.01f * (i % 7);
            var table = new LookupTable(16, 16, values, (0, 0), (0, 0), (64, 64));
            var chip = ImageWcs.FromParts(new LinearWcs(300, 250, 150, 2, -1e-5, 1e-7, 1e-7, 1e-5),
                new DetectorDistortion(300, 250, new SipPolynomial(sip), new SipPolynomial(sip)) { Cpdis1 = table, D2Im2 = table }, 600, 500);
            foreach (int step in (int[])[0, 10])
            {
                var map = PixelMap.Build(chip, new LinearWcs(320, 260, 150.0001, 2, -1.1e-5, 0, 0, 1.1e-5), step);
                int first = (int)start;
                double[] x = new double[101], u = new double[101], v = new double[37], w = new double[37];
                map.MapRow(y, 0.25, x, u);
                map.MapRow(y, 0.25 + first, v, w);
                for (int i = 0; i < v.Length; i++)
                    if (x[first + i] != v[i] || u[first + i] != w[i]) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_fit_and_its_correction_cancel() =>
        Prop.ForAll(Between(-50, 50), Between(-180, 180), Between(0.99, 1.01), (shift, angle, scale) =>
        {
            var fit = PlaneFit.FromRotationAndScale(shift, -2 * shift, angle, angle + 0.01, scale, 2 - scale);
            double ux = 321.5, uy = -77.25;
            double vx = ux * fit.M11 + uy * fit.M21 + fit.ShiftX, vy = ux * fit.M12 + uy * fit.M22 + fit.ShiftY;
            var (x, y) = fit.Correct(vx, vy);
            return Math.Abs(x - ux) < 1e-9 && Math.Abs(y - uy) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sexagesimal_text_gives_the_angle_back() =>
        Prop.ForAll(Between(0, 359.9999), Between(-90, 90), (ra, dec) =>
            Math.Abs(Sexagesimal.ParseRa(Sexagesimal.FormatRa(ra, 9)) - ra) < 1e-11 && Math.Abs(Sexagesimal.ParseDec(Sexagesimal.FormatDec(dec, 9)) - dec) < 1e-12).QuickCheckThrowOnFailure();
}
