using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Simulation;

/// <summary>The chips of a detector in the focal plane of the telescope.</summary>
/// <param name="Chips">The chips in EXTVER order.</param>
/// <param name="ReferenceChip">Index of the chip from which the others are placed: CCDCHIP 2, or chip 3 of WFPC2.</param>
/// <param name="Parity">Signs of the x and y axis against V2 and V3: (-1, 1) for most, (1, -1) for ACS/WFC.</param>
/// <param name="ApertureV2">V2 of the aperture's reference point, which is pointed at the target, arcseconds.</param>
/// <param name="ApertureV3">V3 of it.</param>
public sealed record DetectorGeometry(IReadOnlyList<ChipGeometry> Chips, int ReferenceChip, (int X, int Y) Parity, double ApertureV2, double ApertureV3)
{
    /// <summary>
    /// The linear WCS of every chip for a telescope that points its aperture at a position (the construction of HST's own headers:
    /// facts wcs-and-distortion 5.5.1 and 5.5.3).
    /// </summary>
    /// <param name="pointing">Sky position of the aperture's reference point.</param>
    /// <param name="paV3">PA_V3: position angle of the V3 axis, degrees.</param>
    /// <param name="velocityAberration">VAFACTOR: factor of the plate scale.</param>
    public IReadOnlyList<LinearWcs> Place(SkyPosition pointing, double paV3, double velocityAberration = 1)
    {
        var reference = Chips[ReferenceChip];
        // The reference point of the chip is found by trial: place it, see where the aperture falls, and correct.
        var at = pointing;
        for (int round = 0; round < 8; round++)
        {
            var (x, y) = OffsetFromReference(ApertureV2, ApertureV3);
            var found = ReferencePlane(at, paV3).PixelToSky(x, y);
            at = new(at.Ra - Wrap(found.Ra - pointing.Ra), at.Dec - (found.Dec - pointing.Dec));
        }
        return PlaceAround(at with { Ra = (at.Ra % 360 + 360) % 360 }, paV3, velocityAberration);
    }

    /// <summary>The linear WCS of every chip from the sky position of the reference chip's reference pixel.</summary>
    public IReadOnlyList<LinearWcs> PlaceAround(SkyPosition referencePixel, double paV3, double velocityAberration = 1)
    {
        var reference = Chips[ReferenceChip];
        var plane = ReferencePlane(referencePixel, paV3);
        return [.. Chips.Select(chip => PlaceChip(chip, reference, plane, velocityAberration))];
    }

    /// <summary>The sky position at which the aperture must point so that the target is offset by POSTARG (arcseconds along the detector's x and y).</summary>
    public SkyPosition Offset(SkyPosition target, double paV3, double posTarg1, double posTarg2)
    {
        if (posTarg1 == 0 && posTarg2 == 0) return target;
        double scale = Chips[ReferenceChip].Scale;
        double pv = HstAperture.ApertureAngle(paV3, target.Dec, ApertureV2, ApertureV3) + Chips[ReferenceChip].Theta;
        return Plane(target, pv, scale).PixelToSky(-posTarg1 / scale, -posTarg2 / scale);
    }

    /// <summary>The same detector with chips of fewer pixels that show the whole distortion and keep the gap: quick to render.</summary>
    public DetectorGeometry Reduced(int width, int height)
    {
        const double gap = 30;
        return this with { Chips = [.. Chips.Select(Reduce)] };

        ChipGeometry Reduce(ChipGeometry chip)
        {
            double nearer = (height + gap) / (chip.Height + gap);
            return chip with
            {
                Width = width,
                Height = height,
                XRef = Math.Round(width / 2.0),
                YRef = Math.Round(height / 2.0),
                V2Ref = ApertureV2 + (chip.V2Ref - ApertureV2) * nearer,
                V3Ref = ApertureV3 + (chip.V3Ref - ApertureV3) * nearer,
                Sip = chip.Sip.WithPixels((double)chip.Width / width),
            };
        }
    }

    private LinearWcs ReferencePlane(SkyPosition at, double paV3)
    {
        var chip = Chips[ReferenceChip];
        return Plane(at, HstAperture.ApertureAngle(paV3, at.Dec, chip.V2Ref, chip.V3Ref) + chip.Theta, chip.Scale);
    }

    private LinearWcs Plane(SkyPosition at, double angle, double arcsecondsPerPixel)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
        double scale = arcsecondsPerPixel / 3600;
        return new(0, 0, at.Ra, at.Dec, scale * Parity.X * cos, -scale * Parity.X * sin, scale * Parity.Y * sin, scale * Parity.Y * cos);
    }

    private (double X, double Y) OffsetFromReference(double v2, double v3)
    {
        var reference = Chips[ReferenceChip];
        double dv2 = v2 - reference.V2Ref, dv3 = v3 - reference.V3Ref;
        double distance = double.Hypot(dv2, dv3) / reference.Scale;
        double angle = (dv3 == 0 ? 0 : Math.Atan2(Parity.X * dv2, Parity.Y * dv3)) + double.DegreesToRadians(reference.Theta);
        return (distance * Math.Sin(angle), distance * Math.Cos(angle));
    }

    private LinearWcs PlaceChip(ChipGeometry chip, ChipGeometry reference, LinearWcs plane, double velocityAberration)
    {
        var (x, y) = OffsetFromReference(chip.V2Ref, chip.V3Ref);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(chip.Theta - reference.Theta));
        var centre = plane.PixelToSky(x, y);
        var alongX = OnePixel(chip.Linear.X11, chip.Linear.Y11);
        var alongY = OnePixel(chip.Linear.X10, chip.Linear.Y10);
        double cosDec = Math.Cos(double.DegreesToRadians(centre.Dec));
        return new(chip.XRef, chip.YRef,
            plane.CrVal1 + velocityAberration * Wrap(centre.Ra - plane.CrVal1),
            plane.CrVal2 + velocityAberration * (centre.Dec - plane.CrVal2),
            velocityAberration * Wrap(alongX.Ra - centre.Ra) * cosDec,
            velocityAberration * Wrap(alongY.Ra - centre.Ra) * cosDec,
            velocityAberration * (alongX.Dec - centre.Dec),
            velocityAberration * (alongY.Dec - centre.Dec));

        SkyPosition OnePixel(double dx, double dy) =>
            plane.PixelToSky(x + (dx * cos - dy * sin) / reference.Scale, y + (dx * sin + dy * cos) / reference.Scale);
    }

    private static double Wrap(double degrees) => degrees - 360 * Math.Floor((degrees + 180) / 360);
}
