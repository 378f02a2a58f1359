using HstNotebooks.Fits;
using HstNotebooks.Fits.Compression;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Writes the single image of an exposure and its weights on the whole frame (<c>_single_sci</c>, <c>_single_wht</c>), in bands.</summary>
internal sealed class SingleProduct
{
    private readonly (BandedFile File, ImageHdu Hdu) science, weight;
    private readonly int width, height;

    private SingleProduct((BandedFile File, ImageHdu Hdu) science, (BandedFile File, ImageHdu Hdu) weight) =>
        (this.science, this.weight, width, height) = (science, weight, science.Hdu.Width, science.Hdu.Height);

    /// <summary>Writes both files; <paramref name="fill"/> gives the bands of the part.</summary>
    public static void Write(DrizzleRun run, ExposureState exposure, DrizzleFrame part, float fillValue, Action<SingleProduct> fill)
    {
        var header = ProductHeader.ForSingle(run, exposure);
        string[] paths = [$"{exposure.Root}_single_sci.fits", $"{exposure.Root}_single_wht.fits"];
        var hdus = paths.Select(path => IntermediateFile.Reserve<float>(path, run.SeparateFrame, header)).ToArray();
        BandedFile.Write([.. paths.Zip(hdus, (path, hdu) => (path, hdu.File))], open =>
        {
            var product = new SingleProduct((open[0], hdus[0].Hdu), (open[1], hdus[1].Hdu));
            product.WriteBeside(part, fillValue);
            fill(product);
        }, run.Cancel);
        foreach (string path in paths)
        {
            if (run.Options.DrizSepCompress) Compress(path, run.Cancel);
            run.AddProduct(path);
        }
    }

    /// <summary>Writes an image again as the first extension of a file, compressed in tiles without loss.</summary>
    private static void Compress(string path, CancellationToken cancel)
    {
        using var plain = FitsFile.Open(path);
        var image = (ImageHdu)plain.Hdus[0];
        var packed = ImageHdu.Create(image.Read<float>(), image.Header.Clone());
        packed.Compression = new TileCompression { Code = TileCode.Gzip, QuantizeLevel = 0, Dither = FloatDither.None };
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.Add(packed);
        file.Save(path, cancel: cancel);
    }

    /// <summary>Writes a band of the part.</summary>
    public void Write(DrizzleFrame band, Drizzler drizzler, float fillValue)
    {
        Write(science, band, drizzler.Science, fillValue);
        Write(weight, band, drizzler.Weight, 0);
    }

    private void Write((BandedFile File, ImageHdu Hdu) target, DrizzleFrame band, Image<float> image, float fillValue)
    {
        if (band.Width == width)
        {
            target.File.WriteRows<float>(target.Hdu, band.FirstRow, image.Span);
            return;
        }
        var row = new float[width];
        row.AsSpan().Fill(fillValue);
        for (int y = 0; y < band.Height; y++)
        {
            image.Row(y).CopyTo(row.AsSpan(band.FirstColumn));
            target.File.WriteRows<float>(target.Hdu, band.FirstRow + y, row);
        }
    }

    /// <summary>Fills the rows of the science image below and above the part; zeros are there already.</summary>
    private void WriteBeside(DrizzleFrame part, float fillValue)
    {
        if (fillValue == 0) return;
        var row = new float[width];
        row.AsSpan().Fill(fillValue);
        for (int y = 0; y < height; y++)
            if (y < part.FirstRow || y >= part.FirstRow + part.Height) science.File.WriteRows<float>(science.Hdu, y, row);
    }
}
