using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Writes an exposure whose cosmic rays are replaced by the blotted median (<c>_crclean</c>).</summary>
internal sealed class CleanedFile(DrizzleRun run, ExposureState exposure) : IDisposable
{
    private readonly FitsFile file = FitsFile.Open(exposure.Path);
    private readonly QualityArray arrays = new(run.Pool);
    private readonly List<Image<float>> images = [];

    /// <summary>Replaces the cosmic rays of a chip.</summary>
    public void Clean(ChipState state, Image<float> blot)
    {
        if (state.CosmicRays is not { } hits) return;
        var hdu = file.Image("SCI", state.ExtVer);
        var science = run.Pool.Rent<float>(hdu.Width, hdu.Height);
        images.Add(science);
        hdu.ReadTo(science);
        hits.ForEachMasked(i => science.Pixels[i] = blot.Pixels[i]);
        hdu.SetImage(science);
        if (file.Find("DQ", state.ExtVer) is ImageHdu { HasData: true } quality)
            arrays.Change(quality, 0, hits, run.Options.CrBit, replace: true);
    }

    public void Save()
    {
        string path = $"{exposure.Root}_crclean.fits";
        file.PrimaryHeader.Set("FILENAME", path);
        file.Save(path);
        run.AddProduct(path);
    }

    public void Dispose()
    {
        file.Dispose();
        arrays.Dispose();
        foreach (var image in images) run.Pool.Return(image);
    }
}
