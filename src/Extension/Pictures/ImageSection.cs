using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Pictures;

/// <summary>A part of an image in FITS pixels, both ends included.</summary>
internal readonly record struct ImageSection(int X1, int X2, int Y1, int Y2)
{
    /// <summary>Reads <c>x1:x2,y1:y2</c>; empty text is the whole image.</summary>
    /// <exception cref="ParameterException">The text has another form, or the part leaves the image.</exception>
    public static ImageSection Parse(string text, int width, int height)
    {
        if (string.IsNullOrWhiteSpace(text)) return new(1, width, 1, height);
        string[] parts = text.Trim('[', ']', ' ').Split(',', ':');
        int[] n = new int[4];
        for (int i = 0; i < 4; i++)
            if (parts.Length != 4 || !int.TryParse(parts[i].Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out n[i]))
                throw new ParameterException($"'{text}' is no part of an image") { Parameter = "section", Expected = "x1:x2,y1:y2 in FITS pixels" };
        if (n[0] < 1 || n[2] < 1 || n[1] > width || n[3] > height || n[1] < n[0] || n[3] < n[2])
            throw new ParameterException($"the part {text} leaves the image") { Parameter = "section", Expected = $"x from 1 to {width}, y from 1 to {height}" };
        return new(n[0], n[1], n[2], n[3]);
    }
}
