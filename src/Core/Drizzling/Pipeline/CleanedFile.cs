using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Writes an exposure whose cosmic rays are replaced by the blotted median (<c>_crclean</c>).</summary>
internal static class CleanedFile
{
    public static void Write(DrizzleRun run, ExposureState exposure, Image<float> median)
    {
        string path = $"{exposure.Root}_crclean.fits";
        using var file = FitsFile.Open(exposure.Path);
        foreach (var state in exposure.Chips)
        {
            if (state.CosmicRays is not { } hits) continue;
            var blot = CosmicRayStep.Blot(run, state, median);
            var science = file.Image("SCI", state.ExtVer).Read<float>();
            hits.ForEachMasked(i => science.Pixels[i] = blot.Pixels[i]);
            file.Image("SCI", state.ExtVer).SetImage(science);
            if (file.Find("DQ", state.ExtVer) is ImageHdu { HasData: true } quality)
                QualityArray.Change(quality, 0, hits, run.Options.CrBit, replace: true);
        }
        file.PrimaryHeader.Set("FILENAME", path);
        file.Save(path);
        run.AddProduct(path);
    }
}
