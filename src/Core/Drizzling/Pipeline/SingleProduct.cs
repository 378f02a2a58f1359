using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Writes the single image of an exposure and its weights on the whole frame (<c>_single_sci</c>, <c>_single_wht</c>).</summary>
internal static class SingleProduct
{
    public static void Write(DrizzleRun run, ExposureState exposure, Drizzler drizzler, DrizzleFrame part, float fill)
    {
        var frame = run.SeparateFrame;
        var header = ProductHeader.ForSingle(run, exposure);
        string science = $"{exposure.Root}_single_sci.fits", weight = $"{exposure.Root}_single_wht.fits";
        IntermediateFile.Write(run, science, OnFrame(drizzler.Science, part, frame.Width, frame.Height, fill), header);
        IntermediateFile.Write(run, weight, OnFrame(drizzler.Weight, part, frame.Width, frame.Height, 0), header);
    }

    private static Image<float> OnFrame(Image<float> image, DrizzleFrame part, int width, int height, float fill)
    {
        if (part == new DrizzleFrame(0, 0, width, height)) return image;
        var whole = new Image<float>(width, height);
        if (fill != 0) whole.Span.Fill(fill);
        for (int y = 0; y < part.Height; y++) image.Row(y).CopyTo(whole.Row(part.FirstRow + y)[part.FirstColumn..]);
        return whole;
    }
}
