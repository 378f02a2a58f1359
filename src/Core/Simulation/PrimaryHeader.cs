using System.Globalization;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;

namespace HstNotebooks.Simulation;

/// <summary>The primary header of a simulated exposure, with the keywords that HST's calibrated files carry.</summary>
internal static class PrimaryHeader
{
    private static readonly string[] SecondWheelOfAcs = ["F660N", "F435W", "F344N", "F892N", "F814W", "F330W", "F250W", "F220W"];

    /// <summary>Builds the header.</summary>
    public static FitsHeader Create(ExposureDescription exposure, string fileName, int extensions, DistortionTables tables)
    {
        var header = new FitsHeader();
        header.Set("NEXTEND", (long)extensions, "Number of standard extensions");
        File(header, exposure, fileName);
        Target(header, exposure);
        Times(header, exposure);
        Instrument(header, exposure);
        Calibration(header, exposure, tables);
        Electronics(header, exposure);
        Association(header, exposure);
        header.AddHistory("Simulated exposure: no photon of it came from the sky.");
        header.AddHistory($"Distortion model: numbers of {exposure.Camera.DistortionName} as in calibrated headers.");
        return header;
    }

    private static void File(FitsHeader header, ExposureDescription exposure, string fileName)
    {
        header.Set("ORIGIN", "HstNotebooks simulation", "FITS file originator");
        header.Set("DATE", Date(exposure.Start), "date of the exposure, for a simulated file");
        header.Set("FILENAME", fileName, "name of file");
        header.Set("FILETYPE", "SCI", "type of data found in data file");
        header.Set("TELESCOP", "HST", "telescope used to acquire data");
        header.Set("INSTRUME", exposure.Camera.Instrument, "identifier for instrument used to acquire data");
        header.Set("EQUINOX", 2000.0, "equinox of celestial coord. system");
        header.Set("SIMULATE", true, "pixels are simulated");
        header.Set("ROOTNAME", exposure.RootName, "rootname of the observation set");
        header.Set("IMAGETYP", "EXT", "type of exposure identifier");
        header.Set("PRIMESI", exposure.Camera.Instrument, "instrument designated as prime");
    }

    private static void Target(FitsHeader header, ExposureDescription exposure)
    {
        header.Set("TARGNAME", exposure.TargetName, "proposer's target name");
        header.Set("RA_TARG", exposure.Target.Ra, "right ascension of the target (deg) (J2000)");
        header.Set("DEC_TARG", exposure.Target.Dec, "declination of the target (deg) (J2000)");
        header.Set("PROPOSID", (long)exposure.ProposalId, "PEP proposal identifier");
        header.Set("LINENUM", "01.001", "proposal logsheet line number");
        header.Set("PR_INV_L", "Simulation", "last name of principal investigator");
        header.Set("FGSLOCK", "FINE", "commanded FGS lock (FINE,COARSE,GYROS,UNKNOWN)");
        header.Set("REFFRAME", "ICRS", "guide star catalog version");
        header.Set("MTFLAG", " ", "moving target flag; T if it is a moving target");
    }

    private static void Times(FitsHeader header, ExposureDescription exposure)
    {
        header.Set("DATE-OBS", Date(exposure.Start), "UT date of start of observation (yyyy-mm-dd)");
        header.Set("TIME-OBS", exposure.Start.ToString("HH:mm:ss", CultureInfo.InvariantCulture), "UT time of start of observation (hh:mm:ss)");
        header.Set("EXPSTART", exposure.StartMjd, "exposure start time (Modified Julian Date)");
        header.Set("EXPEND", exposure.EndMjd, "exposure end time (Modified Julian Date)");
        header.Set("EXPTIME", exposure.ExposureTime, "exposure duration (seconds)--calculated");
        header.Set("EXPFLAG", "NORMAL", "Exposure interruption indicator");
        header.Set("DARKTIME", exposure.ExposureTime + (exposure.Camera.Camera is Camera.Wfpc2 ? 0 : 3), "fiducial pixel dark time (secs)");
        header.Set("PA_V3", exposure.PaV3, "position angle of V3-axis of HST (deg)");
        header.Set("POSTARG1", exposure.PosTarg1, "POSTARG in axis 1 direction");
        header.Set("POSTARG2", exposure.PosTarg2, "POSTARG in axis 2 direction");
    }

    private static void Instrument(FitsHeader header, ExposureDescription exposure)
    {
        var camera = exposure.Camera;
        header.Set("OBSTYPE", "IMAGING", "observation type - imaging or spectroscopic");
        header.Set("OBSMODE", camera.Camera is Camera.Wfc3Ir ? "MULTIACCUM" : "ACCUM", "operating mode");
        header.Set("SUBARRAY", false, "data from a subarray (T) or full frame (F)");
        if (camera.Detector.Length > 0) header.Set("DETECTOR", camera.Detector, "detector in use");
        switch (camera.Camera)
        {
            case Camera.AcsWfc or Camera.AcsHrc or Camera.AcsSbc:
                string side = camera.Camera is Camera.AcsWfc ? "L" : "S";
                bool second = SecondWheelOfAcs.Contains(exposure.Filter);
                header.Set("FILTER1", second ? "CLEAR1" + side : exposure.Filter, "element selected from filter wheel 1");
                header.Set("FILTER2", second ? exposure.Filter : "CLEAR2" + side, "element selected from filter wheel 2");
                break;
            case Camera.Wfpc2:
                header.Set("MODE", "FULL", "instrument mode: FULL (full res.) or AREA (area int.)");
                header.Set("FILTNAM1", exposure.Filter, "first filter name");
                header.Set("FILTNAM2", " ", "second filter name");
                header.Set("IMAGETYP", "EXT", "DARK/BIAS/IFLAT/UFLAT/VFLAT/KSPOT/EXT/ECAL");
                header.Set("SERIALS", "OFF", "serial clocks: ON, OFF");
                header.Set("SHUTTER", "A", "Shutter in place during exposure");
                break;
            default:
                header.Set("FILTER", exposure.Filter, "element selected from filter wheel");
                break;
        }
        header.Set("APERTURE", camera.Aperture, "aperture name");
        header.Set("CRSPLIT", 1L, "number of cosmic ray split exposures");
        header.Set("NRPTEXP", 1L, "number of repeat exposures in set: default 1");
    }

    private static void Calibration(FitsHeader header, ExposureDescription exposure, DistortionTables tables)
    {
        foreach (string step in (string[])["DQICORR", "BLEVCORR", "BIASCORR", "DARKCORR", "FLATCORR", "PHOTCORR"])
            header.Set(step, "COMPLETE", "calibration switch, as if done");
        if (exposure.Camera.Suffix == "flc") header.Set("PCTECORR", "COMPLETE", "calibration switch, as if done");
        header.Set("DRIZCORR", "PERFORM", "drizzle processing");
        header.Set("WRTERR", true, "write out error array extension");
        header.Set("IDCTAB", $"{exposure.Camera.ReferencePrefix}{exposure.Camera.DistortionName}_idc.fits", "origin of Polynomial Distortion");
        header.Set("DGEOFILE", "N/A", "Distortion correction image");
        header.Set("D2IMFILE", tables.D2imFile, "origin of detector to image correction");
        header.Set("NPOLFILE", tables.NpolFile, "origin of non-polynomial distortion model");
        header.Set("OFFTAB", "N/A", "table of chip offsets");
        header.Set("MDRIZTAB", exposure.Camera.ReferencePrefix + RecommendedParameters.FileName, "MultiDrizzle parameter table");
        if (exposure.Camera.Camera is not Camera.Wfpc2)
        {
            header.Set("PHOTFLAM", exposure.Throughput.PhotFlam, "Inverse sensitivity, ergs/cm2/A/e-");
            header.Set("PHOTZPT", Throughput.StZeroPoint, "ST magnitude zero point");
        }
    }

    private static void Electronics(FitsHeader header, ExposureDescription exposure)
    {
        var camera = exposure.Camera;
        if (camera.Camera is Camera.Wfpc2)
        {
            header.Set("ATODGAIN", camera.CommandedGain, "Analog to Digital Gain (Electrons/DN)");
            return;
        }
        header.Set("CCDAMP", camera.Amplifiers, "CCD Amplifier Readout Configuration");
        header.Set("CCDGAIN", camera.CommandedGain, "commanded gain of CCD");
        for (int i = 0; i < 4; i++) header.Set($"ATODGN{(char)('A' + i)}", camera.Gains[i], $"calibrated gain for amplifier {(char)('A' + i)}");
        for (int i = 0; i < 4; i++) header.Set($"READNSE{(char)('A' + i)}", camera.ReadNoises[i], $"calibrated read noise for amplifier {(char)('A' + i)}");
    }

    private static void Association(FitsHeader header, ExposureDescription exposure)
    {
        bool member = exposure.AssociationId.Length > 0;
        header.Set("ASN_ID", member ? exposure.AssociationId : "NONE", "unique identifier assigned to association");
        header.Set("ASN_TAB", member ? exposure.AssociationId.ToLowerInvariant() + "_asn.fits" : "NONE", "name of the association table");
        header.Set("ASN_MTYP", member ? "EXP-DTH" : " ", "Role of the Member in the Association");
    }

    private static string Date(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
