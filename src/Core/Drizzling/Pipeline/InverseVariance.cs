using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The inverse variance of the background of a chip: the user's own map, or flat^2 / (dark + sky flat + read noise^2) in electrons,
/// with the flat field of PFLTFILE where it can be found, else 1 (facts: astrodrizzle-pipeline 7.12).
/// </summary>
internal static class InverseVariance
{
    public static Image<float> Make(DrizzleRun run, ExposureState exposure, Chip chip, ChipState state, Image<byte> mask)
    {
        if (exposure.InverseVarianceFile is { } user) return FromFile(run, user, state, mask);
        var flat = FlatField.Find(exposure, chip, state);
        if (flat is null && state.Number == 1) run.Warnings.Add("the flat fields named in the headers are not at hand; IVM weights take them as 1");
        var time = state.Detector.IsRate && exposure.Camera == Camera.Wfc3Ir ? (chip.Exposure.File.Find("TIME", state.ExtVer) as ImageHdu) : null;
        var times = time is { HasData: true } ? time.Read<float>() : null;
        double sky = state.SkyInNoise * (state.Detector.IsRate ? 1 : state.Detector.ConversionToElectrons);
        double read = state.Detector.ReadNoise * state.Detector.ReadNoise, dark = state.Detector.Dark;
        if (state.Detector.IsRate && times is null) sky = state.SkyInNoise * state.Detector.ConversionToElectrons;

        var result = run.Pool.Rent<float>(state.Width, state.Height);
        result.Span.Clear();
        for (int i = 0; i < result.Pixels.Length; i++)
        {
            if (mask.Pixels[i] == 0) continue;
            double f = flat?.Pixels[i] ?? 1, level = times is null ? sky : sky * times.Pixels[i];
            double variance = dark + level * f + read;
            result.Pixels[i] = variance > 0 ? (float)(f * f / variance) : 0;
        }
        return result;
    }

    private static Image<float> FromFile(DrizzleRun run, string path, ChipState state, Image<byte> mask)
    {
        InputException.ThrowIfMissing(path, "input", "inverse variance file");
        using var file = FitsFile.Open(path);
        var hdu = file.Find("IVM", state.ExtVer) ?? file.Find("SCI", state.ExtVer) ?? file.Find("WHT", state.ExtVer) ?? (state.ExtVer == 1 ? file.Hdus[0] : null);
        if (hdu is not ImageHdu { HasData: true } image)
            throw new InputException("the inverse variance of this chip is missing") { File = path, Hdu = $"[IVM,{state.ExtVer}]", Expected = "an extension IVM, SCI or WHT with this EXTVER" };
        if (image.Width != mask.Width || image.Height != mask.Height)
            throw new InputException($"the inverse variance is {image.Width} x {image.Height} pixels, the chip {mask.Width} x {mask.Height}") { File = path, Hdu = $"[{hdu.Name},{hdu.Version}]" };
        var ivm = run.Pool.Rent<float>(image.Width, image.Height);
        image.ReadTo(ivm);
        for (int i = 0; i < ivm.Pixels.Length; i++)
            if (mask.Pixels[i] == 0 || !(ivm.Pixels[i] > 0)) ivm.Pixels[i] = 0;
        return ivm;
    }
}
