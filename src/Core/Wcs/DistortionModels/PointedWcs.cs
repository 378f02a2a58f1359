namespace HstNotebooks.Wcs;

/// <summary>
/// The linear WCS of a chip from the pointing of the telescope and the distortion models (facts: wcs-and-distortion 5.5.1,
/// 5.5.3): the reference chip gives a tangent plane, and each chip is placed on it by its V2 and V3 and by the linear terms of its model.
/// </summary>
internal static class PointedWcs
{
    /// <summary>A chip with its model and its WCS as the pipeline first wrote it.</summary>
    /// <param name="Original">The linear WCS under the key O.</param>
    /// <param name="Model">The distortion model at the date of the exposure, not shifted.</param>
    /// <param name="ZeroPoint">Shift of V2 and V3 by the time-dependent distortion, per unit of scale.</param>
    /// <param name="Ltv1">LTV1, 0 for a full frame.</param>
    /// <param name="Ltv2">LTV2.</param>
    public sealed record PlacedChip(LinearWcs Original, DistortionModel Model, (double V2, double V3) ZeroPoint, double Ltv1, double Ltv2)
    {
        public bool IsSubarray => Ltv1 != 0 || Ltv2 != 0;

        /// <summary>Offset of CRPIX from the reference position of the model; used for subarrays only.</summary>
        public (double X, double Y) Offset => IsSubarray ? (Original.CrPix1 - Ltv1 - Model.XRef, Original.CrPix2 - Ltv2 - Model.YRef) : (0, 0);

        public DistortionModel ShiftedModel => Model.Shifted(Offset.X, Offset.Y);
    }

    /// <summary>The new WCS of a chip.</summary>
    /// <param name="chip">The chip.</param>
    /// <param name="reference">The reference chip of the file; may be the chip itself.</param>
    /// <param name="paV3">PA_V3 in degrees.</param>
    /// <param name="parity">Direction of the axes.</param>
    /// <param name="aberration">VAFACTOR; 1 for no correction.</param>
    public static LinearWcs Make(PlacedChip chip, PlacedChip reference, double paV3, (int X, int Y) parity, double aberration)
    {
        // Where CRPIX lies in the subarray, and the same place as an offset from the model's reference position.
        double offX = chip.IsSubarray ? chip.Ltv1 + chip.Offset.X : 0, offY = chip.IsSubarray ? chip.Ltv2 + chip.Offset.Y : 0;
        double shiftX = chip.IsSubarray ? chip.Offset.X + chip.Model.XRef + chip.Ltv1 : 0, shiftY = chip.IsSubarray ? chip.Offset.Y + chip.Model.YRef + chip.Ltv2 : 0;
        var plane = new AngularTangentPlane(ReferencePlane(reference, paV3, parity, offX, offY, shiftX, shiftY));

        var model = chip.ShiftedModel;
        double pixelScale = reference.Original.PixelScale / model.Cx[1, 1];
        double dv2 = model.V2Ref + chip.ZeroPoint.V2 * pixelScale - (reference.Model.V2Ref + reference.ZeroPoint.V2 * pixelScale);
        double dv3 = model.V3Ref - chip.ZeroPoint.V3 * pixelScale - (reference.Model.V3Ref - reference.ZeroPoint.V3 * pixelScale);
        double scale = reference.Model.PixelScale;
        double distance = double.Hypot(dv2, dv3) / scale;
        double angle = (dv3 == 0 ? 0 : Math.Atan2(parity.X * dv2, parity.Y * dv3)) + double.DegreesToRadians(reference.Model.Theta);
        double x = distance * Math.Sin(angle) + shiftX, y = distance * Math.Cos(angle) + shiftY;
        var centre = plane.PixelToSky(x, y);

        // The images of one pixel along x and y, turned from the chip's axes to those of the reference chip.
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(model.Theta == 0 ? 0 : model.Theta - reference.Model.Theta));
        var alongX = Along(model.Cx[1, 1] / scale, model.Cy[1, 1] / scale);
        var alongY = Along(model.Cx[1, 0] / scale, model.Cy[1, 0] / scale);
        double cosDec = Math.Cos(centre.Dec * Math.PI / 180);
        return chip.Original with
        {
            CrPix1 = model.XRef + offX,
            CrPix2 = model.YRef + offY,
            CrVal1 = plane.CrVal1 + aberration * Wrapped(centre.Ra - plane.CrVal1),
            CrVal2 = plane.CrVal2 + aberration * Wrapped(centre.Dec - plane.CrVal2),
            Cd11 = aberration * Wrapped(alongX.Ra - centre.Ra) * cosDec,
            Cd12 = aberration * Wrapped(alongY.Ra - centre.Ra) * cosDec,
            Cd21 = aberration * Wrapped(alongX.Dec - centre.Dec),
            Cd22 = aberration * Wrapped(alongY.Dec - centre.Dec),
            Projection = "TAN",
            LonPole = null,
            LatPole = null,
        };

        Sky.SkyPosition Along(double dx, double dy) => plane.PixelToSky(x + dx * cos - dy * sin, y + dx * sin + dy * cos);
    }

    private static LinearWcs ReferencePlane(PlacedChip reference, double paV3, (int X, int Y) parity, double offX, double offY, double shiftX, double shiftY)
    {
        var model = reference.Model;
        double pixelScale = reference.Original.PixelScale / reference.ShiftedModel.Cx[1, 1];
        double angle = HstAperture.ApertureAngle(paV3, reference.Original.CrVal2,
            model.V2Ref + reference.ZeroPoint.V2 * pixelScale, model.V3Ref - reference.ZeroPoint.V3 * pixelScale) + model.Theta;
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
        var centre = new AngularTangentPlane(reference.Original).PixelToSky(model.XRef + offX, model.YRef + offY);
        double scale = model.PixelScale / 3600;
        return reference.Original with
        {
            CrPix1 = shiftX,
            CrPix2 = shiftY,
            CrVal1 = centre.Ra,
            CrVal2 = centre.Dec,
            Cd11 = parity.X * cos * scale,
            Cd12 = -parity.X * sin * scale,
            Cd21 = parity.Y * sin * scale,
            Cd22 = parity.Y * cos * scale,
            Projection = "TAN",
            LonPole = null,
            LatPole = null,
        };
    }

    /// <summary>To -180 .. 180, rounded as <see cref="AngularTangentPlane"/> explains.</summary>
    private static double Wrapped(double degrees)
    {
        double turned = degrees - 180;
        return turned - 360 * Math.Floor(turned / 360) - 180;
    }
}
