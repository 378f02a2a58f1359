using HstNotebooks.Simulation;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Simulation;

public sealed class GeometryTests
{
    /// <summary>
    /// The header of the real exposure ib4606c6q: PA_V3, VAFACTOR, and the WCS IDC_2731450pi that the archive's software built from the same
    /// distortion table. Header values carry 14 digits; the CD elements are differences of right ascensions of 138 degrees, so both sides round at
    /// 2e-14; V2 and V3 are given to 1e-6 arcsec, which is 3e-10 degrees.
    /// </summary>
    [Fact]
    public void Chips_are_placed_as_in_the_header_of_a_real_exposure()
    {
        var chips = CameraModels.Wfc3Uvis.Geometry.PlaceAround(new(137.8644413309, -64.90411819877), 194.955307, 1.000028973125);
        Agree(new(2048, 1026, 137.8644413309, -64.90411819877,
            4.9739868675972E-06, -9.5538625840149E-06, -9.8882887255471E-06, -5.5866929334496E-06), chips[0]);
        Agree(new(2048, 1026, 137.81777806811, -64.915653580226,
            4.8752400017506E-06, -9.4511296299116E-06, -9.8688576040876E-06, -5.5029599525798E-06), chips[1]);
    }

    /// <summary>WFC3/IR: the header of ib4606cpq, WCS IDC_w3m18525i.</summary>
    [Fact]
    public void The_infrared_detector_is_placed_as_in_the_header_of_a_real_exposure() => Agree(
        new(507, 507, 137.84064662169, -64.9108076865, 1.893393053995e-05, -2.8976090060773e-05, -3.250239256936e-05, -1.7008193014608e-05),
        CameraModels.Wfc3Ir.Geometry.PlaceAround(new(137.84064662169, -64.9108076865), 194.955307, 1.000023189142)[0]);

    /// <summary>ACS/WFC: the header of jbt122x8q, WCS IDC_4bb1536cj; its linear terms are printed to 1e-8 arcsec, 2e-7 of a pixel, and V2, V3 to 1e-5 arcsec.</summary>
    [Fact]
    public void The_chips_of_acs_are_placed_as_in_the_header_of_a_real_exposure()
    {
        var chips = CameraModels.AcsWfc.Geometry.PlaceAround(new(150.01088310174, 63.168907931725), 239.8992, 0.9999573804195);
        Agree(new(2048, 1024, 150.01088310174, 63.168907931725, -6.6269769197842e-06, 1.177695307403e-05, 1.2155130721106e-05, 7.5188146335068e-06), chips[0], 3e-12, 1e-8);
        Agree(new(2048, 1024, 150.06476608145, 63.184487841167, -6.3777834992669e-06, 1.1334647496957e-05, 1.2105036694298e-05, 7.345005723702e-06), chips[1], 3e-12, 1e-8);
    }

    /// <summary>ACS/HRC: the header of j8bt06nyq, written by the calibration software of 2002, which kept seven digits of the angle.</summary>
    [Fact]
    public void The_high_resolution_camera_is_placed_as_in_the_header_of_a_real_exposure()
    {
        var chip = CameraModels.AcsHrc.Geometry.PlaceAround(new(6.027148333333, -72.08351111111), 15.79167, 1.000048396735)[0];
        Assert.Equal(-7.3535609772738e-06, chip.Cd11, 5e-10);
        Assert.Equal(1.85500817048893e-06, chip.Cd12, 5e-10);
        Assert.Equal(2.88105626539018e-06, chip.Cd21, 5e-10);
        Assert.Equal(6.6471909391056e-06, chip.Cd22, 5e-10);
    }

    /// <summary>WFPC2: what the reference software makes of an exposure of 1999 with the tables sad1946fu and s9518396u.</summary>
    [Fact]
    public void The_four_chips_of_wfpc2_are_placed_as_by_the_reference_software()
    {
        var chips = CameraModels.Wfpc2.Geometry.PlaceAround(new(182.6312264674208, 39.39632556713366), 49.936909);
        Agree(new(425, 425, 182.6101077260596, 39.38197884277166, -1.0679546536587e-06, -1.2604756826655e-05, -1.2603730510818e-05, 1.05416313544992e-06), chips[0]);
        Agree(new(425, 425, 182.6043758610353, 39.39813972517909, -2.7588657793086e-05, 2.06493459185202e-06, 2.06869526664377e-06, 2.75881089066842e-05), chips[1]);
        Agree(new(425, 425, 182.6312264674208, 39.39632556713366, 2.22362743989711e-06, 2.75686424943706e-05, 2.75710322910072e-05, -2.2257277692006e-06), chips[2]);
        Agree(new(425, 425, 182.6289791561283, 39.37506473088515, 2.75610454587475e-05, -2.4917245505763e-06, -2.4965562772649e-06, -2.756703901241e-05), chips[3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(78.3)]
    [InlineData(258.98)]
    public void The_aperture_points_at_the_target(double paV3)
    {
        var geometry = CameraModels.Wfc3Uvis.Geometry;
        var target = new SkyPosition(0.0001, 37.8);
        var chips = geometry.Place(target, paV3);
        // Between the two chips: the aperture lies half way between their reference pixels on the sky.
        var (a, b) = (new SkyPosition(chips[0].CrVal1, chips[0].CrVal2), new SkyPosition(chips[1].CrVal1, chips[1].CrVal2));
        Assert.Equal(a.SeparationTo(target) * 3600, b.SeparationTo(target) * 3600, 3);
        Assert.Equal(a.SeparationTo(b), a.SeparationTo(target) + target.SeparationTo(b), 9);
    }

    /// <summary>A law, for a thousand random pointings up to a degree from the poles: the aperture is where it was pointed, and chips keep their distances.</summary>
    [Fact]
    public void Any_pointing_puts_the_aperture_on_the_target_and_keeps_the_chips_apart()
    {
        var geometry = CameraModels.AcsWfc.Geometry;
        var home = geometry.Place(new(10, 0), 0);
        double distance = new SkyPosition(home[0].CrVal1, home[0].CrVal2).SeparationTo(new(home[1].CrVal1, home[1].CrVal2));
        var random = new NoiseStream(2024, 1);
        for (int i = 0; i < 1000; i++)
        {
            var target = new SkyPosition(random.NextUniform(0, 360), random.NextUniform(-89, 89));
            double roll = random.NextUniform(0, 360);
            var chips = geometry.Place(target, roll);
            var (a, b) = (new SkyPosition(chips[0].CrVal1, chips[0].CrVal2), new SkyPosition(chips[1].CrVal1, chips[1].CrVal2));
            // ACS lies six arcminutes from the axis and its chips a hundred arcseconds apart; 1e-9 degrees are 4 microarcseconds.
            Assert.Equal(distance, a.SeparationTo(b), 1e-9);
            // The aperture's reference point lies half way between the chips', to 3 mas across.
            Assert.Equal(distance, a.SeparationTo(target) + target.SeparationTo(b), 1e-8);
            Assert.Equal(a.SeparationTo(target), target.SeparationTo(b), 4e-6);
            var error = new PointingError(random.NextUniform(-3, 3), random.NextUniform(-3, 3), random.NextUniform(-1, 1));
            var motion = new RigidMotion(target, error);
            var (c, d) = (motion.Apply(chips[0]), motion.Apply(chips[1]));
            Assert.Equal(distance, new SkyPosition(c.CrVal1, c.CrVal2).SeparationTo(new(d.CrVal1, d.CrVal2)), 1e-11);
            Assert.Equal(chips[0].Determinant, c.Determinant, 1e-12 * Math.Abs(c.Determinant));
        }
    }

    [Fact]
    public void An_offset_moves_the_target_along_the_axes_of_the_detector()
    {
        var geometry = CameraModels.Wfc3Uvis.Geometry;
        var target = TutorialScene.Target;
        var pointing = geometry.Offset(target, 258.98, 0, 81.6);
        Assert.Equal(81.6, pointing.SeparationTo(target) * 3600, 4);
        var before = geometry.Place(target, 258.98)[0].SkyToPixel(target.Ra, target.Dec);
        var after = geometry.Place(pointing, 258.98)[0].SkyToPixel(target.Ra, target.Dec);
        // The linear part of the distorted chip is skewed by some degrees and 2 % in scale against the ideal frame.
        Assert.InRange(after.Y - before.Y, 0.95 * 81.6 / 0.0396, 1.05 * 81.6 / 0.0396);
        Assert.InRange(after.X - before.X, -0.1 * 81.6 / 0.0396, 0.1 * 81.6 / 0.0396);
    }

    [Fact]
    public void A_pointing_error_moves_every_chip_as_one_rigid_body()
    {
        var centre = TutorialScene.Target;
        var chips = CameraModels.Wfc3Uvis.Geometry.Place(centre, 258.98);
        var error = new PointingError(0.3, -0.2, 0.01, 1.0001);
        var motion = new RigidMotion(centre, error);
        var plane = new LinearWcs(0, 0, centre.Ra, centre.Dec, 1 / 3600.0, 0, 0, 1 / 3600.0);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(0.01));
        foreach (var chip in chips)
        {
            var moved = motion.Apply(chip);
            foreach (var (x, y) in ((double, double)[])[(1, 1), (4096, 1), (2048, 1026), (1, 2051), (4096, 2051)])
            {
                var from = chip.PixelToSky(x, y);
                var to = moved.PixelToSky(x, y);
                // On the tangent plane about the pointing: turn from north through east, stretch, shift. Arcseconds; 10 uas.
                var p = plane.SkyToPixel(from.Ra, from.Dec);
                var q = plane.SkyToPixel(to.Ra, to.Dec);
                Assert.Equal(0.3 + error.Scale * (cos * p.X + sin * p.Y), q.X, 4);
                Assert.Equal(-0.2 + error.Scale * (cos * p.Y - sin * p.X), q.Y, 4);
            }
        }
    }

    private static void Agree(LinearWcs expected, LinearWcs found, double tolerance = 5e-14, double place = 5e-10)
    {
        Assert.Equal((expected.CrPix1, expected.CrPix2), (found.CrPix1, found.CrPix2));
        Assert.Equal(expected.CrVal1, found.CrVal1, place);
        Assert.Equal(expected.CrVal2, found.CrVal2, place);
        Assert.Equal(expected.Cd11, found.Cd11, tolerance);
        Assert.Equal(expected.Cd12, found.Cd12, tolerance);
        Assert.Equal(expected.Cd21, found.Cd21, tolerance);
        Assert.Equal(expected.Cd22, found.Cd22, tolerance);
    }
}
