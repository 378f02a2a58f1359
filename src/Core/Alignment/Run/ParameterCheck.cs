using HstNotebooks.Errors;

namespace HstNotebooks.Alignment;

/// <summary>Refuses options that contradict each other or cannot be done, before any file is touched.</summary>
internal static class ParameterCheck
{
    public static void Check(TweakRegOptions options)
    {
        if (options.Interactive)
        {
            throw new ParameterException("there are no prompts: this program never asks while it works")
            { Parameter = "interactive", Expected = "no", Advice = "look at the plots and verdicts of the result, then run again with updatehdr yes" };
        }
        if (options.Use2DHist && !options.SearchRad.IsAutomatic && !(options.SearchRad.Value > 0)) throw Bad("searchrad", "a number above 0, or auto");
        if (!(options.Tolerance > 0)) throw Bad("tolerance", "a number of pixels above 0");
        if (options.MinObj < 1) throw Bad("minobj", "a number of at least 1");
        if (options.NClip < 0) throw Bad("nclip", "a number of at least 0");
        if (options.ShiftFile && options.OutShifts.Length == 0) throw Bad("outshifts", "a file name");
        if (options.ShiftFile && options.OutWcs.Length == 0) throw Bad("outwcs", "a file name");
    }

    private static ParameterException Bad(string parameter, string expected) =>
        new($"the value of {parameter} cannot be used") { Parameter = parameter, Expected = expected };
}
