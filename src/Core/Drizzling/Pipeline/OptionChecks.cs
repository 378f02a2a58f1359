using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Drizzling;

/// <summary>Refuses parameters that cannot be used, before any file is touched.</summary>
internal static class OptionChecks
{
    public static void Check(AstroDrizzleOptions o)
    {
        if (o.UpdateWcs && !o.Coeffs)
            throw new ParameterException("updatewcs rebuilds the distortion, and coeffs false leaves it out") { Parameter = "updatewcs", Expected = "false where coeffs is false" };
        AtomicFile.RequireWritable(o.RunFile, "runfile");
        if (o.CombineBufSize is { } size && !(size > 0)) throw Bad("combine_bufsize", size, "above 0");
        _ = new RunBits(o);
        _ = MedianStep.Options(o);
        _ = CosmicRayStep.Options(o);
        _ = ChipGroup.Parse(o.Group);
        _ = SeparateStep.WeightScale(o.DrizSepWtScl, "driz_sep_wt_scl", 1);
        _ = FinalWeights.Factor(o.FinalWtScl);
        DetectorOverrides.Check(o);
        Part(o.DrizSepPixFrac, "driz_sep_pixfrac");
        Part(o.FinalPixFrac, "final_pixfrac");
        Whole(o.StepSize, "stepsize", 0);
        Whole(o.SkyClip, "skyclip", 0);
        Whole(o.CombineGrow, "combine_grow", 0);
        Whole(o.DrizCrGrow, "driz_cr_grow", 1);
        Whole(o.DrizCrCteGrow, "driz_cr_ctegrow", 0);
        if (o.NumCores is { } cores) Whole(cores, "num_cores", 1);
        if (o.CrBit != 0 && !int.IsPow2(o.CrBit)) throw Bad("crbit", o.CrBit, "0 or a single bit");
        if (!(o.StaticSig >= 0)) throw Bad("static_sig", o.StaticSig, "at least 0");
        if (o.SkyWidth is { } width && !(width > 0)) throw Bad("skywidth", width, "above 0");
        if (o.SkyLower is { } low && o.SkyUpper is { } high && low >= high) throw Bad("skylower", low, $"below skyupper, {high}");
        if (o.CombineLThresh is { } lowest && o.CombineHThresh is { } highest && lowest >= highest) throw Bad("combine_lthresh", lowest, $"below combine_hthresh, {highest}");
        if (!(o.BlotSinScl > 0)) throw Bad("blot_sinscl", o.BlotSinScl, "above 0");

        Wanted("final_wcs", o.FinalWcs, FrameParameters.Final(o));
        Wanted("driz_sep_wcs", o.DrizSepWcs, FrameParameters.Separate(o));

        // Setting a parameter of the frame is asking for it, unless the user himself says no.
        void Wanted(string name, bool wanted, FrameParameters frame)
        {
            if (!wanted && o.IsGiven(name) && frame.Given is [var first, ..])
                throw new ParameterException($"{name} is false, and {first} is set") { Parameter = name, Expected = $"true, or no {first}" };
        }

        static void Part(double value, string name)
        {
            if (!(value is >= 0 and <= 1)) throw Bad(name, value, "0 to 1");
        }

        static void Whole(int value, string name, int least)
        {
            if (value < least) throw Bad(name, value, $"at least {least}");
        }
    }

    private static ParameterException Bad(string name, double value, string expected) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value} is no value for {name}")) { Parameter = name, Expected = expected };
}
