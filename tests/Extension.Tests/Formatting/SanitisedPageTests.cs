using System.Buffers.Binary;
using System.Text.RegularExpressions;
using HstNotebooks.Figures;
using HstNotebooks.Fits;
using HstNotebooks.Formatting;
using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Tests.Formatting;

/// <summary>
/// What is left of an output on pages that take scripts, styles and SVG out, as sites that show notebooks of others do. (The classic notebook's
/// own sanitizer is tried in Kernel.Tests, in a browser.)
/// </summary>
public sealed partial class SanitisedPageTests
{
    private static Figure Sample()
    {
        var figure = new Figure("Sample");
        figure.Panel.Scatter([0, 5, 10], [0, 50, 100], "points </script><svg>");
        return figure;
    }

    private static ImagePicture Picture() => Display.Image(new Image<float>(300, 200, [.. Enumerable.Range(0, 60000).Select(i => (float)(i % 300))]), name: "ramp");

    public static TheoryData<string, object> Shown => new()
    {
        { "a figure", Sample() },
        { "figures", new FigureSet([Sample(), Sample()]) },
        { "a picture", Picture() },
        { "pictures side by side", Display.SideBySide(Picture(), Picture()) },
        { "blinking pictures", Display.Blink(Picture(), Picture()) },
        { "an array", new Image<float>(30, 20) },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_drawing_is_still_a_picture_without_loose_text(string what, object value)
    {
        string left = Sanitised(Formatters.Format(value).Data["text/html"]);
        var images = Still().Matches(left);
        Assert.True(images.Count >= 1, what);
        foreach (Match image in images)
        {
            byte[] png = Convert.FromBase64String(image.Groups[1].Value);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
            Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), 300, 1300);
            Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), 100, 1300);
        }
        Assert.Equal("", Tag().Replace(left, "").Trim());
    }

    [Fact]
    public void Tables_and_headers_keep_their_text()
    {
        var header = new FitsHeader();
        header.Set("TARGNAME", "NGC 6791");
        string left = Sanitised(Formatters.Format(header).Data["text/html"]);
        Assert.Contains("NGC 6791", left);
        Assert.DoesNotContain("function", left);
    }

    private static string Sanitised(string html) => Dropped().Replace(html, "");

    [GeneratedRegex(@"<(script|style|svg)\b.*?</\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Dropped();

    [GeneratedRegex("<img [^>]*src=\"data:image/png;base64,([^\"]+)\"")]
    private static partial Regex Still();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
