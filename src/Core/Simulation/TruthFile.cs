using HstNotebooks.Fits;

namespace HstNotebooks.Simulation;

/// <summary>
/// The truth beside a simulated exposure: a primary header with the pointing error, and for each chip CRMASK (1 = touched by a
/// cosmic ray; its header holds the true WCS) and STARS (a table).
/// </summary>
internal static class TruthFile
{
    public static FitsFile Create(SimulatedExposure exposure)
    {
        var description = exposure.Description;
        var primary = new FitsHeader();
        primary.Set("ROOTNAME", description.RootName, "the exposure whose truth this is");
        primary.Set("SIMULATE", true, "pixels are simulated");
        primary.Set("ERREAST", description.PointingError.East, "[arcsec] truth minus header, eastward");
        primary.Set("ERRNORTH", description.PointingError.North, "[arcsec] truth minus header, northward");
        primary.Set("ERRROT", description.PointingError.Rotation, "[deg] truth minus header, north through east");
        primary.Set("ERRSCALE", description.PointingError.Scale, "pixel scale, truth over header");
        primary.Set("SKYRATE", description.SkyRate, "[electrons/s/pixel] sky background");
        primary.Set("STAREPOC", description.MidEpoch, "[yr] Julian year of the star positions");
        var file = new FitsFile();
        file.Add(new ImageHdu(primary));
        foreach (var chip in exposure.Chips)
        {
            var wcs = chip.TrueWcs.Linear;
            var header = ((ImageHdu)exposure.File["SCI", chip.ExtVer]).Header.Clone();
            header.RemoveWhere(card => card.Keyword.EndsWith('O') || card.Keyword is "BUNIT" or "ORIENTAT");
            header.Set("EXTNAME", "CRMASK", "1 where a cosmic ray left charge");
            header.Set("WCSNAME", "TRUTH", "Coordinate system title");
            header.Set("CRVAL1", wcs.CrVal1);
            header.Set("CRVAL2", wcs.CrVal2);
            header.Set("CD1_1", wcs.Cd11);
            header.Set("CD1_2", wcs.Cd12);
            header.Set("CD2_1", wcs.Cd21);
            header.Set("CD2_2", wcs.Cd22);
            file.Add(ImageHdu.Create(chip.CosmicRays, header));
            file.Add(TableHdu.Create(chip.Stars, "STARS", chip.ExtVer));
        }
        exposure.Tables.AddTo(file);
        return file;
    }
}
