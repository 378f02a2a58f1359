using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Writes the single image of an exposure and its weights on the whole frame (<c>_single_sci</c>, <c>_single_wht</c>).</summary>
internal static class SingleProduct
{
    public static void Write(DrizzleRun run, ExposureState exposure, Drizzler drizzler, DrizzleFrame part, float fill)
    {
        var header = ProductHeader.ForSingle(run, exposure);
        WriteOnFrame(run, $"{exposure.Root}_single_sci.fits", drizzler.Science, part, fill, header);
        WriteOnFrame(run, $"{exposure.Root}_single_wht.fits", drizzler.Weight, part, 0, header);
    }

    private static void WriteOnFrame(DrizzleRun run, string path, Image<float> image, DrizzleFrame part, float fill, FitsHeader header)
    {
        var frame = run.SeparateFrame;
        if (part == new DrizzleFrame(0, 0, frame.Width, frame.Height))
        {
            IntermediateFile.Write(run, path, image, header);
            return;
        }
        var whole = run.Pool.Rent<float>(frame.Width, frame.Height);
        whole.Span.Fill(fill);
        for (int y = 0; y < part.Height; y++) image.Row(y).CopyTo(whole.Row(part.FirstRow + y)[part.FirstColumn..]);
        IntermediateFile.Write(run, path, whole, header);
        run.Pool.Return(whole);
    }
}
