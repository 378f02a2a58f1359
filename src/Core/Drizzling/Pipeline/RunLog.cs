using System.Globalization;
using System.Text;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>Writes the log file of a run: parameters, frame, sky of each chip, masked pixels, warnings, times, products.</summary>
internal static class RunLog
{
    public static void Write(DrizzleRun run, AstroDrizzleResult result)
    {
        if (run.Options.RunFile.Trim().Length == 0) return;
        var text = new StringBuilder();
        Line($"AstroDrizzle of {run.Exposures.Count} exposures, {run.Chips.Count()} chips");
        foreach (string note in run.Notes) Line($"{note}");
        Line($"Parameters that differ from the defaults:");
        foreach (var (name, value) in ParameterSet.Differences(run.Options)) Line($"    {name} : {value}");
        var (wcs, frame) = (result.Frame.Wcs, result.Frame);
        Line($"Output frame:");
        Line($"    NAXIS : {frame.Width}  {frame.Height}");
        Line($"    CRVAL : {wcs.CrVal1}  {wcs.CrVal2}");
        Line($"    CRPIX : {wcs.CrPix1}  {wcs.CrPix2}");
        Line($"    CD1_1 CD1_2 : {wcs.Cd11}  {wcs.Cd12}");
        Line($"    CD2_1 CD2_2 : {wcs.Cd21}  {wcs.Cd22}");
        Line($"Chips:");
        foreach (var exposure in run.Exposures)
            foreach (var chip in exposure.Chips)
                Line($"    {exposure.FileName}[sci,{chip.ExtVer}] exptime {exposure.ExposureTime} MDRIZSKY {chip.SkyKeyword} cosmic rays {chip.CosmicRays?.Masked ?? 0}");
        foreach (string warning in result.Warnings) Line($"WARNING: {warning}");
        Line($"Steps (seconds):");
        for (int i = 0; i < result.Timings.RowCount; i++) Line($"    {result.Timings["step"].GetValue(i),-24} {result.Timings.Doubles("seconds")[i]:F3}");
        Line($"Products:");
        foreach (string product in result.Products) Line($"    {product}");
        AtomicFile.WriteText(run.Options.RunFile, text.ToString());

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
