using System.Buffers.Binary;
using System.IO.Compression;
using HstNotebooks.Errors;
using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Tests.Pictures;

public sealed class RasterTests
{
    private static double Ink(Pixmap picture) => picture.Rgb.Sum(b => (255 - b) / 255.0) / 3;

    [Theory]
    [InlineData(3.0)]
    [InlineData(17.3)]
    [InlineData(60.0)]
    public void A_circle_covers_pi_r_squared(double radius)
    {
        var picture = new Pixmap(150, 150, Colour.White);
        var outline = new Outline();
        outline.AddCircle(74.6, 75.3, radius);
        new Pen(picture).Fill(outline, Colour.Black);
        // Flattening to 0.05 pixel takes away up to 2/3 of 0.05 pixel along the rim; coverage has 15 levels.
        Assert.Equal(Math.PI * radius * radius, Ink(picture), 2 * Math.PI * radius * 0.05 + 0.3);
    }

    [Fact]
    public void Parts_of_pixels_are_covered_in_part()
    {
        var picture = new Pixmap(4, 3, Colour.White);
        new Pen(picture).FillRectangle(new(1 + 1 / 3.0, 1, 1, 1), Colour.Black);
        Assert.Equal([255, 85, 170, 255], new[] { 0, 1, 2, 3 }.Select(x => (int)picture[x, 1].R));
        Assert.Equal(Colour.White, picture[1, 0]);
    }

    [Fact]
    public void A_shape_beyond_the_border_is_cut_and_not_wrapped()
    {
        var picture = new Pixmap(10, 10, Colour.White);
        new Pen(picture).FillRectangle(new(-5, -5, 100, 10), Colour.Black);
        Assert.Equal(50, Ink(picture), 6);
        new Pen(picture) { Clip = new(2, 6, 3, 3) }.FillRectangle(new(-5, -5, 100, 100), Colour.Black);
        Assert.Equal(59, Ink(picture), 6);
    }

    [Fact]
    public void Crossing_strokes_fill_their_union()
    {
        var picture = new Pixmap(40, 40, Colour.White);
        var outline = new Outline();
        outline.AddStroke(20, 5, 20, 35, 10);
        outline.AddStroke(35, 20, 5, 20, 10);
        new Pen(picture).Fill(outline, Colour.Black);
        Assert.Equal(300 + 300 - 100, Ink(picture), 3);
    }

    /// <summary>The sum of the advance widths in the table hmtx of DejaVu Sans 2.37, at 20 pixels.</summary>
    [Theory]
    [InlineData(false, 207.177734375)]
    [InlineData(true, 230.498046875)]
    public void Text_is_as_wide_as_the_font_says(bool bold, double width) =>
        Assert.Equal(width, (bold ? TrueTypeFont.Bold : TrueTypeFont.Regular).Measure("Residual −0.12 [µm]", 20), 6);

    [Fact]
    public void Every_character_that_labels_use_is_in_the_fonts()
    {
        const string used = "ABCXYZabcxyz0123456789 .,:;+−-×/()[]{}<>=°±µα β δ σ ″′…⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂ΔΣ→≤≥≈√∞éüñÅ—–“”’";
        foreach (char c in used)
        {
            Assert.True(TrueTypeFont.Regular.Contains(c), $"{c} is missing");
            Assert.True(TrueTypeFont.Bold.Contains(c), $"{c} is missing in bold");
        }
    }

    [Fact]
    public void A_letter_o_has_ink_and_a_hole()
    {
        var picture = new Pixmap(100, 100, Colour.White);
        new Pen(picture).Text("O", 50, 90, 100, Colour.Black, TextAlign.Middle);
        Assert.Equal(Colour.White, picture[50, 54]);
        Assert.InRange(Ink(picture), 1200, 2600);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100_000)]
    public void A_png_holds_the_same_pixels_when_it_is_read_again(int colours)
    {
        var random = new Random(1);
        var picture = new Pixmap(73, 41, Colour.White);
        for (int i = 0; i < picture.Rgb.Length; i++) picture.Rgb[i] = (byte)(colours < 256 ? 40 * random.Next(2) : random.Next(256));
        Assert.Equal(picture.Rgb, Decode(PngEncoder.Encode(picture)));
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard()
    {
        // ISO 3309 check value of "123456789".
        var sum = new Crc32Sum();
        sum.Add("123456789"u8);
        Assert.Equal(0xCBF43926, sum.Value);
    }

    [Fact]
    public void An_image_has_its_first_row_at_the_bottom()
    {
        var image = new Image<float>(2, 2, [0, 1, 2, float.NaN]);
        var picture = new Pixmap(4, 4, Colour.White);
        ImagePainter.Paint(picture, image, new PixelDisplay(0, 2, Stretch.Linear, Colormap.Gray), new(0, 0, 4, 4), new(0, 0, 4, 4));
        Assert.Equal(new Colour(0, 0, 0), picture[0, 3]);
        Assert.Equal(new Colour(128, 128, 128), picture[3, 3]);
        Assert.Equal(new Colour(255, 255, 255), picture[0, 0]);
        Assert.Equal(Colormap.Gray.Missing, picture[3, 0]);
    }

    [Fact]
    public void Blocks_are_averaged_without_missing_pixels()
    {
        var image = new Image<float>(3, 2, [1, 3, 10, float.NaN, 5, float.NaN]);
        Assert.Equal([3f, 10f], BlockAverage.Reduce(image, 2).Pixels);
        Assert.Equal(5, BlockAverage.FactorFor(4096, 2051, 900));
    }

    [Fact]
    public void An_unknown_colour_map_is_refused_and_the_nearest_one_named()
    {
        var error = Assert.Throws<ParameterException>(() => Colormap.Find("virdis"));
        Assert.Contains("viridis", error.Advice);
        Assert.Equal(new Colour(68, 1, 84), Colormap.Viridis.At(0));       // matplotlib's viridis ends: #440154, #fde725
        Assert.Equal(new Colour(253, 231, 37), Colormap.Viridis.At(1));
        Assert.All(Colormap.All, m => Assert.Same(m, Colormap.Find(m.Name)));
    }

    /// <summary>A reader of the two kinds of PNG that the encoder writes, apart from it.</summary>
    private static byte[] Decode(byte[] png)
    {
        int width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), kind = png[25];
        byte[] palette = [], data = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            string name = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            if (name == "PLTE") palette = png[(at + 8)..(at + 8 + length)];
            if (name == "IDAT") data = png[(at + 8)..(at + 8 + length)];
            at += 12 + length;
        }
        using var unpacked = new MemoryStream();
        using (var stream = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress)) stream.CopyTo(unpacked);
        byte[] raw = unpacked.ToArray();
        int samples = kind == 2 ? 3 : 1, stride = samples * width;
        var rows = new List<byte[]>();
        for (int y = 0; y < height; y++)
        {
            byte filter = raw[y * (stride + 1)];
            byte[] row = raw[(y * (stride + 1) + 1)..((y + 1) * (stride + 1))];
            if (filter == 2) for (int i = 0; i < stride; i++) row[i] += rows[^1][i];
            rows.Add(row);
        }
        return kind == 2 ? [.. rows.SelectMany(r => r)] : [.. rows.SelectMany(r => r).SelectMany(i => palette[(3 * i)..(3 * i + 3)])];
    }
}
