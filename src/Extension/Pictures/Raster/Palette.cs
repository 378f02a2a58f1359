namespace HstNotebooks.Pictures;

/// <summary>The at most 256 colours of a picture. Where there are more, frequent ones stand for those that differ little from them.</summary>
/// <param name="Colours">The colours as 0xRRGGBB.</param>
/// <param name="IndexOf">The place in the palette of every colour of the picture.</param>
internal sealed record Palette(IReadOnlyList<int> Colours, IReadOnlyDictionary<int, byte> IndexOf)
{
    private const int Size = 256, MostColours = 20_000, LargestError = 36;

    /// <summary>The palette of a picture; null where 256 colours would be seen to be too few.</summary>
    public static Palette? Find(Pixmap picture)
    {
        var counts = new Dictionary<int, int>();
        byte[] rgb = picture.Rgb;
        for (int i = 0; i < rgb.Length;)
        {
            int colour = rgb[i] << 16 | rgb[i + 1] << 8 | rgb[i + 2], start = i;
            do i += 3; while (i < rgb.Length && rgb[i] << 16 == (colour & 0xff0000) && rgb[i + 1] << 8 == (colour & 0xff00) && rgb[i + 2] == (colour & 0xff));
            counts[colour] = counts.GetValueOrDefault(colour) + (i - start) / 3;
            if (counts.Count > MostColours) return null;
        }
        int[] ordered = [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key)];
        if (ordered.Length <= Size) return new(ordered, ordered.Select((c, i) => (c, (byte)i)).ToDictionary());
        var important = Important(picture, ordered, counts);
        foreach (var (fine, coarse) in ((int, int)[])[(1, 1), (1, 8), (2, 12), (3, 16), (4, 24), (5, LargestError)])
            if (Cover(ordered, important, fine, coarse) is { } palette) return palette;
        return null;
    }

    /// <summary>The colours that make up most of the picture, and those of its colour bars, in which steps would be seen.</summary>
    private static HashSet<int> Important(Pixmap picture, int[] ordered, Dictionary<int, int> counts)
    {
        var important = new HashSet<int>(picture.FineColours);
        long seen = 0, most = (long)(0.96 * picture.Width * picture.Height);
        foreach (int colour in ordered)
        {
            if (seen > most) break;
            seen += counts[colour];
            important.Add(colour);
        }
        return important;
    }

    /// <summary>Frequent colours such that every other one is within a tolerance of one of them; null where 256 are not enough.</summary>
    private static Palette? Cover(int[] ordered, HashSet<int> important, int fine, int coarse)
    {
        var kept = new List<int>(Size);
        var index = new Dictionary<int, byte>(ordered.Length);
        foreach (int colour in ordered.OrderBy(c => important.Contains(c) ? 0 : 1))
        {
            int nearest = Nearest(kept, colour, out int error);
            if (error > (important.Contains(colour) ? fine : coarse))
            {
                if (kept.Count == Size) return null;
                nearest = kept.Count;
                kept.Add(colour);
            }
            index[colour] = (byte)nearest;
        }
        return new(kept, index);
    }

    /// <summary>The nearest colour by the largest difference of red, green and blue.</summary>
    private static int Nearest(List<int> kept, int colour, out int error)
    {
        int best = 0;
        error = int.MaxValue;
        for (int i = 0; i < kept.Count && error > 0; i++)
        {
            int d = Math.Max(Math.Abs((kept[i] >> 16) - (colour >> 16)),
                Math.Max(Math.Abs((kept[i] >> 8 & 0xff) - (colour >> 8 & 0xff)), Math.Abs((kept[i] & 0xff) - (colour & 0xff))));
            if (d < error) (best, error) = (i, d);
        }
        return best;
    }
}
