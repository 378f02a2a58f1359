using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

/// <summary>Numbers: wcslib through astropy 5.2.1, CRPIX (100.5, 50.25), CD ((-0.012, 0.005), (0.0048, 0.0123)).</summary>
public class ProjectionTests
{
    private const double Tolerance = 1e-12; // degrees: wcslib works in degrees, so its own rounding is about 1e-13

    [Theory]
    [InlineData("TAN", 150.0, 35.0, null, 1, 1, 151.14171977990804, 33.91148660704406)]
    [InlineData("TAN", 150.0, 35.0, null, 200.5, 33.25, 148.42648970952558, 35.26071107138388)]
    [InlineData("TAN", 150.0, 35.0, null, -70, 512, 155.63370887703235, 39.71309669757162)]
    [InlineData("TAN", 359.9, -62.5, null, 1, 1, 2.0289069969487628, -63.567480113946736)]
    [InlineData("TAN", 359.9, -62.5, null, 200.5, 33.25, 357.1442757764016, -62.20176130912886)]
    [InlineData("TAN", 359.9, -62.5, null, -70, 512, 7.955822253537406, -57.393098212926404)]
    [InlineData("TAN", 10.0, 0.0, null, 1, 1, 10.947663574167871, -1.083097783420558)]
    [InlineData("TAN", 10.0, 0.0, null, 200.5, 33.25, 8.71521538319887, 0.2708298783398323)]
    [InlineData("TAN", 10.0, 0.0, null, -70, 512, 14.346393556600749, 4.835630710897563)]
    [InlineData("SIN", 150.0, 35.0, null, 1, 1, 151.14207544087722, 33.91114142653909)]
    [InlineData("SIN", 150.0, 35.0, null, 200.5, 33.25, 148.42607506214506, 35.26077687721169)]
    [InlineData("SIN", 150.0, 35.0, null, -70, 512, 155.67270928864627, 39.7427888480258)]
    [InlineData("SIN", 359.9, -62.5, null, 1, 1, 2.02960384171962, -63.567811853094234)]
    [InlineData("SIN", 359.9, -62.5, null, 200.5, 33.25, 357.1435592618115, -62.2016758481531)]
    [InlineData("SIN", 359.9, -62.5, null, -70, 512, 8.000560654770766, -57.358463691610794)]
    [InlineData("SIN", 10.0, 0.0, null, 1, 1, 10.947962718446863, -1.0834395668792292)]
    [InlineData("SIN", 10.0, 0.0, null, 200.5, 33.25, 8.714877884633143, 0.27090100933392125)]
    [InlineData("SIN", 10.0, 0.0, null, -70, 512, 14.374757977422197, 4.866975923123201)]
    [InlineData("STG", 150.0, 35.0, null, 1, 1, 151.14189755463863, 33.91131407137992)]
    [InlineData("STG", 150.0, 35.0, null, 200.5, 33.25, 148.42628244037437, 35.26074396583246)]
    [InlineData("STG", 150.0, 35.0, null, -70, 512, 155.65307857833784, 39.72784824373122)]
    [InlineData("STG", 359.9, -62.5, null, 1, 1, 2.029255307360984, -63.56764593160288)]
    [InlineData("STG", 359.9, -62.5, null, 200.5, 33.25, 357.14391761269826, -62.20171859032647)]
    [InlineData("STG", 359.9, -62.5, null, -70, 512, 7.9780571271557505, -57.375895101330016)]
    [InlineData("STG", 10.0, 0.0, null, 1, 1, 10.947813099101689, -1.0832686212289804)]
    [InlineData("STG", 10.0, 0.0, null, 200.5, 33.25, 8.715046678239542, 0.27086543449655437)]
    [InlineData("STG", 10.0, 0.0, null, -70, 512, 14.360483577548722, 4.851201951184358)]
    [InlineData("ARC", 150.0, 35.0, null, 1, 1, 151.14195683516047, 33.911256537658005)]
    [InlineData("ARC", 150.0, 35.0, null, 200.5, 33.25, 148.42621332884386, 35.260754934026004)]
    [InlineData("ARC", 150.0, 35.0, null, -70, 512, 155.65958717686595, 39.7328029130372)]
    [InlineData("ARC", 359.9, -62.5, null, 1, 1, 2.0293714556964346, -63.56770122489644)]
    [InlineData("ARC", 359.9, -62.5, null, 200.5, 33.25, 357.14379818739314, -62.201704346032244)]
    [InlineData("ARC", 359.9, -62.5, null, -70, 512, 7.985521664651287, -57.37011529243245)]
    [InlineData("ARC", 10.0, 0.0, null, 1, 1, 10.947862959622764, -1.0833255887262663)]
    [InlineData("ARC", 10.0, 0.0, null, 200.5, 33.25, 8.714990425528477, 0.2708772902838574)]
    [InlineData("ARC", 10.0, 0.0, null, -70, 512, 14.365216893113269, 4.856432631987903)]
    [InlineData("ZEA", 150.0, 35.0, null, 1, 1, 151.14198648030245, 33.91122776602006)]
    [InlineData("ZEA", 150.0, 35.0, null, 200.5, 33.25, 148.42617876830596, 35.260760418864365)]
    [InlineData("ZEA", 150.0, 35.0, null, -70, 512, 155.6628529286283, 39.73528856066839)]
    [InlineData("ZEA", 359.9, -62.5, null, 1, 1, 2.0294295396554958, -63.56772887608876)]
    [InlineData("ZEA", 359.9, -62.5, null, 200.5, 33.25, 357.1437384665478, -62.20169722286437)]
    [InlineData("ZEA", 359.9, -62.5, null, -70, 512, 7.989265777702542, -57.3672153645313)]
    [InlineData("ZEA", 10.0, 0.0, null, 1, 1, 10.947887894014661, -1.083354077194031)]
    [InlineData("ZEA", 10.0, 0.0, null, 200.5, 33.25, 8.714962295293972, 0.27088321899493223)]
    [InlineData("ZEA", 10.0, 0.0, null, -70, 512, 14.367591650949095, 4.859056880590961)]
    [InlineData("CAR", 150.0, 35.0, null, 1, 1, 151.141820075859, 33.91120842079358)]
    [InlineData("CAR", 150.0, 35.0, null, 200.5, 33.25, 148.42622461489026, 35.26077779174913)]
    [InlineData("CAR", 150.0, 35.0, null, -70, 512, 155.6463929338256, 39.738079102244676)]
    [InlineData("CAR", 359.9, -62.5, null, 1, 1, 2.0291215355035206, -63.567754331999026)]
    [InlineData("CAR", 359.9, -62.5, null, 200.5, 33.25, 357.1438207757043, -62.20168206536191)]
    [InlineData("CAR", 359.9, -62.5, null, -70, 512, 7.9652444001212075, -57.366763971809114)]
    [InlineData("CAR", 10.0, 0.0, null, 1, 1, 10.94775, -1.083375)]
    [InlineData("CAR", 10.0, 0.0, null, 200.5, 33.25, 8.715, 0.2709)]
    [InlineData("CAR", 10.0, 0.0, null, -70, 512, 14.35475, 4.861125)]
    [InlineData("AIT", 150.0, 35.0, null, 1, 1, 151.1419763359693, 33.91120006341307)]
    [InlineData("AIT", 150.0, 35.0, null, 200.5, 33.25, 148.42620325665342, 35.26077351058719)]
    [InlineData("AIT", 150.0, 35.0, null, -70, 512, 155.66203335808305, 39.73797439702328)]
    [InlineData("AIT", 359.9, -62.5, null, 1, 1, 2.0294134080556887, -63.567756925096134)]
    [InlineData("AIT", 359.9, -62.5, null, 200.5, 33.25, 357.14378290819263, -62.2016853209707)]
    [InlineData("AIT", 359.9, -62.5, null, -70, 512, 7.987213017244926, -57.364688412847684)]
    [InlineData("AIT", 10.0, 0.0, null, 1, 1, 10.94787979103874, -1.0833818742461938)]
    [InlineData("AIT", 10.0, 0.0, null, 200.5, 33.25, 8.71498249482188, 0.27089599409782056)]
    [InlineData("AIT", 10.0, 0.0, null, -70, 512, 14.366807055653636, 4.86170258499884)]
    [InlineData("TAN", 83.0, 90.0, null, 1, 1, 304.1798403268005, 88.56088218688906)]
    [InlineData("TAN", 83.0, 90.0, null, 200.5, 33.25, 161.0953881423573, 88.68698513324958)]
    [InlineData("TAN", 83.0, 90.0, null, -70, 512, 41.145008550094076, 83.5015717931689)]
    [InlineData("TAN", 83.0, 20.0, 150.0, 1, 1, 84.44533191414192, 19.52990998205278)]
    [InlineData("TAN", 83.0, 20.0, 150.0, 200.5, 33.25, 81.67526400811022, 19.587275234238344)]
    [InlineData("TAN", 83.0, 20.0, 150.0, -70, 512, 84.48681562922519, 26.353294223386456)]
    [InlineData("CAR", 83.0, 20.0, 30.0, 1, 1, 84.22161372263383, 19.135751308012942)]
    [InlineData("CAR", 83.0, 20.0, 30.0, 200.5, 33.25, 81.60256799154376, 19.9893710479823)]
    [InlineData("CAR", 83.0, 20.0, 30.0, -70, 512, 86.57139177596031, 25.632571553365295)]
    [InlineData("AIT", 83.0, -20.0, 160.0, 1, 1, 84.15951296817283, -20.944523085120785)]
    [InlineData("AIT", 83.0, -20.0, 160.0, 200.5, 33.25, 81.60728263901522, -19.896264712453426)]
    [InlineData("AIT", 83.0, -20.0, 160.0, -70, 512, 86.78969942597458, -14.561439478444937)]
    public void Every_projection_agrees_with_wcslib(string code, double ra0, double dec0, double? lonPole, double x, double y, double ra, double dec)
    {
        var wcs = new LinearWcs(100.5, 50.25, ra0, dec0, -0.012, 0.005, 0.0048, 0.0123) { Projection = code, LonPole = lonPole };

        var sky = wcs.PixelToSky(x, y);
        Assert.Equal(ra, sky.Ra, Tolerance);
        Assert.Equal(dec, sky.Dec, Tolerance);

        var pixel = wcs.SkyToPixel(ra, dec);
        Assert.Equal(x, pixel.X, 1e-9);
        Assert.Equal(y, pixel.Y, 1e-9);
    }

    [Theory]
    [InlineData(150.0, 35.0, 0.1, -0.2, 1, 1, 151.13995614981948, 33.91475963694598)]
    [InlineData(150.0, 35.0, 0.1, -0.2, 200.5, 33.25, 148.42416676972147, 35.26377278325676)]
    [InlineData(150.0, 35.0, 0.1, -0.2, -70, 512, 155.62986503665334, 39.82036342994525)]
    [InlineData(359.9, -62.5, -0.35, 1.2, 1, 1, 2.0459210916373536, -63.589930600601896)]
    [InlineData(359.9, -62.5, -0.35, 1.2, 200.5, 33.25, 357.1530789789221, -62.21970634904811)]
    [InlineData(359.9, -62.5, -0.35, 1.2, -70, 512, 8.32163571772935, -57.7589874222141)]
    [InlineData(30.0, 75.0, 0.0, 0.2679491924311227, 1, 1, 33.4163978968077, 73.88438298943498)]
    [InlineData(30.0, 75.0, 0.0, 0.2679491924311227, 200.5, 33.25, 24.959007737350866, 75.21223489566322)]
    [InlineData(30.0, 75.0, 0.0, 0.2679491924311227, -70, 512, 53.254516097388674, 78.9008991607874)]
    public void Slant_SIN_agrees_with_wcslib(double ra0, double dec0, double xi, double eta, double x, double y, double ra, double dec)
    {
        var written = new FitsHeader();
        WcsHeader.Write(written, new LinearWcs(100.5, 50.25, ra0, dec0, -0.012, 0.005, 0.0048, 0.0123) { Projection = "SIN", SlantXi = xi, SlantEta = eta }, "slant");
        var wcs = LinearWcs.FromHeader(written);

        var sky = wcs.PixelToSky(x, y);
        Assert.Equal(ra, sky.Ra, 5 * Tolerance); // up to declination 79
        Assert.Equal(dec, sky.Dec, Tolerance);

        var pixel = wcs.SkyToPixel(ra, dec);
        Assert.Equal(x, pixel.X, 1e-8);
        Assert.Equal(y, pixel.Y, 1e-8);
        Assert.True(double.IsNaN(wcs.SkyToPixel(ra0 + 180, -dec0).X));
    }

    /// <summary>
    /// Positions of wcslib in the frame of the header, turned with the matrix that ESA SP-1200 (volume 1, table 1.5.2 and equation 1.5.13) prints
    /// for galactic, and with its obliquity for ecliptic coordinates.
    /// </summary>
    [Theory]
    [InlineData("G", "TAN", 30.0, -2.0, null, 1, 1, 284.70221643954454, -3.168641624511151)]
    [InlineData("G", "TAN", 30.0, -2.0, null, 200.5, 33.25, 282.4761347392065, -4.541107453490584)]
    [InlineData("G", "TAN", 30.0, -2.0, null, -70, 512, 280.96902024991766, 2.544084414153817)]
    [InlineData("G", "SIN", 30.0, -2.0, 150.0, 1, 1, 284.338881392215, -2.5180117925941796)]
    [InlineData("G", "SIN", 30.0, -2.0, 150.0, 200.5, 33.25, 283.0989898070512, -4.817923181383163)]
    [InlineData("G", "SIN", 30.0, -2.0, 150.0, -70, 512, 278.2196408428822, 0.5967351672778431)]
    [InlineData("G", "ZEA", 266.0, 80.0, null, 1, 1, 186.7011601800108, 17.567541562908126)]
    [InlineData("G", "ZEA", 266.0, 80.0, null, 200.5, 33.25, 185.55966717216526, 19.94480307065414)]
    [InlineData("G", "ZEA", 266.0, 80.0, null, -70, 512, 193.29456663629952, 20.418960272179653)]
    [InlineData("E", "TAN", 120.0, 40.0, null, 1, 1, 138.19118300491573, 57.24366798713142)]
    [InlineData("E", "TAN", 120.0, 40.0, null, 200.5, 33.25, 135.2114601798319, 59.33318062325421)]
    [InlineData("E", "TAN", 120.0, 40.0, null, -70, 512, 149.43896391265997, 60.893135353064594)]
    [InlineData("E", "ARC", 300.0, -75.0, null, 1, 1, 56.40420407491038, -75.9254412886961)]
    [InlineData("E", "ARC", 300.0, -75.0, null, 200.5, 33.25, 55.633627749887694, -78.53127732831969)]
    [InlineData("E", "ARC", 300.0, -75.0, null, -70, 512, 30.502058429293644, -74.16279352777345)]
    public void Galactic_and_ecliptic_axes_are_read_as_equatorial_ones(string frame, string code, double longitude, double latitude, double? lonPole, double x, double y, double ra, double dec)
    {
        foreach (bool latitudeFirst in (bool[])[false, true])
        {
            var header = new FitsHeader();
            (string lon, string lat) = latitudeFirst ? ("2", "1") : ("1", "2");
            foreach (var (keyword, value) in ((string, object)[])[("CTYPE" + lon, $"{frame}LON-{code}"), ("CTYPE" + lat, $"{frame}LAT-{code}"), ("CRVAL" + lon, longitude), ("CRVAL" + lat, latitude), ("CRPIX1", 100.5), ("CRPIX2", 50.25),
                ($"CD{lon}_1", -0.012), ($"CD{lon}_2", 0.005), ($"CD{lat}_1", 0.0048), ($"CD{lat}_2", 0.0123)]) header.Set(keyword, value);
            if (lonPole is { } pole) header.Set("LONPOLE", pole);
            var wcs = LinearWcs.FromHeader(header);

            var sky = wcs.PixelToSky(x, y);
            Assert.Equal(ra, sky.Ra, 5 * Tolerance);
            Assert.Equal(dec, sky.Dec, 5 * Tolerance);
            var pixel = wcs.SkyToPixel(ra, dec);
            Assert.Equal(x, pixel.X, 1e-8);
            Assert.Equal(y, pixel.Y, 1e-8);
            // The y axis lies where its next pixel is on the sky.
            var (centre, up) = (wcs.PixelToSky(100.5, 50.25), wcs.PixelToSky(100.5, 50.26));
            double angle = double.RadiansToDegrees(Math.Atan2((up.Ra - centre.Ra) * Math.Cos(double.DegreesToRadians(centre.Dec)), up.Dec - centre.Dec));
            Assert.Equal(wcs.Orientation, angle, 0.01);
        }
    }

    [Theory]
    [InlineData("GLON-CAR", "GLAT-CAR", null, "CTYPE1")]
    [InlineData("ELON-TAN", "ELAT-TAN", 1950.0, "EQUINOX")]
    [InlineData("SLON-TAN", "SLAT-TAN", null, "CTYPE1")]
    [InlineData("RA---ZPN", "DEC--ZPN", null, "CTYPE1")]
    [InlineData("RA---TAN", "GLAT-TAN", null, "CTYPE1")]
    public void What_cannot_be_turned_is_refused_by_its_keyword(string type1, string type2, double? equinox, string keyword)
    {
        var header = new FitsHeader();
        foreach (var (name, value) in ((string, object)[])[("CTYPE1", type1), ("CTYPE2", type2), ("CRVAL1", 10.0), ("CRVAL2", 20.0), ("CRPIX1", 1.0), ("CRPIX2", 1.0), ("CD1_1", -0.01), ("CD2_2", 0.01)]) header.Set(name, value);
        if (equinox is { } year) header.Set("EQUINOX", year);
        Assert.Equal(keyword, Assert.Throws<WcsException>(() => LinearWcs.FromHeader(header)).Keyword);
    }

    [Theory]
    [InlineData(1, 1, 151.1531133865384, 33.91959882297628)]
    [InlineData(200.5, 33.25, 148.41371817996543, 35.26171191519195)]
    [InlineData(-70, 512, 155.70193220586125, 39.653155857939765)]
    public void TPV_agrees_with_wcslib(double x, double y, double ra, double dec)
    {
        double[] first = new double[TpvPolynomial.TermCount], second = new double[TpvPolynomial.TermCount];
        (first[0], first[1], first[2], first[3], first[4], first[5], first[6]) = (0.001, 1.01, 0.002, 0.0005, 1e-4, -2e-4, 3e-5);
        (first[7], first[11], first[12], first[31]) = (2e-6, 1e-6, 1e-8, 2e-12);
        (second[1], second[2], second[4], second[7], second[10]) = (0.99, -0.003, 2e-4, 1e-6, -3e-6);
        (second[17], second[23], second[39]) = (1e-9, 1e-9, 1e-12);
        var wcs = new LinearWcs(100.5, 50.25, 150, 35, -0.012, 0.005, 0.0048, 0.0123) { Projection = "TPV", Tpv = new TpvPolynomial(first, second) };

        var sky = wcs.PixelToSky(x, y);
        Assert.Equal(ra, sky.Ra, Tolerance);
        Assert.Equal(dec, sky.Dec, Tolerance);

        var pixel = wcs.SkyToPixel(ra, dec);
        Assert.Equal(x, pixel.X, 1e-8);
        Assert.Equal(y, pixel.Y, 1e-8);
    }

    [Theory]
    [InlineData("TAN")]
    [InlineData("SIN")]
    public void A_position_behind_the_projection_has_no_pixel(string code)
    {
        var wcs = new LinearWcs(100.5, 50.25, 150, 35, -0.012, 0.005, 0.0048, 0.0123) { Projection = code };
        Assert.True(double.IsNaN(wcs.SkyToPixel(330, -35).X));
    }

    [Fact]
    public void The_span_methods_may_write_over_their_input()
    {
        var wcs = new LinearWcs(100.5, 50.25, 150, 35, -0.012, 0.005, 0.0048, 0.0123);
        double[] a = [1, 50, 300], b = [2, 80, -5];
        wcs.PixelToSky(a, b, a, b);
        Assert.Equal(wcs.PixelToSky(50, 80).Ra, a[1]);
        wcs.SkyToPixel(a, b, a, b);
        Assert.Equal(300, a[2], 1e-9);
        Assert.Equal(-5, b[2], 1e-9);
    }
}
