using System.Buffers.Binary;
using System.Reflection;

namespace HstNotebooks.Pictures;

/// <summary>
/// Reads glyph outlines of a TrueType font (OpenType 1.9: head, hhea, maxp, hmtx, cmap format 4, loca, glyf). No hinting, no kerning:
/// enough for the labels of figures. Immutable; safe to share between threads.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, int> tables = [];
    private readonly Dictionary<int, int> glyphOfCharacter = [];
    private readonly int longMetrics;
    private readonly bool longOffsets;

    /// <summary>The upright font of all figures.</summary>
    public static TrueTypeFont Regular { get; } = Load("DejaVuSans-subset.ttf");
    /// <summary>Its bold face, for titles.</summary>
    public static TrueTypeFont Bold { get; } = Load("DejaVuSans-Bold-subset.ttf");

    private TrueTypeFont(byte[] data)
    {
        this.data = data;
        int count = U16(4);
        for (int i = 0; i < count; i++)
            tables[System.Text.Encoding.ASCII.GetString(data, 12 + 16 * i, 4)] = (int)U32(12 + 16 * i + 8);
        UnitsPerEm = U16(tables["head"] + 18);
        longOffsets = U16(tables["head"] + 50) != 0;
        longMetrics = U16(tables["hhea"] + 34);
        ReadCharacters();
    }

    /// <summary>Font units in the height of a line.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Whether the font has a glyph for a character.</summary>
    public bool Contains(char c) => glyphOfCharacter.ContainsKey(c);

    /// <summary>Width of a text at a size, in pixels.</summary>
    public double Measure(string text, double size)
    {
        double units = 0;
        foreach (char c in text) units += Advance(Glyph(c));
        return units * size / UnitsPerEm;
    }

    /// <summary>Adds a text to an outline. The baseline starts at (x, y) and runs at an angle (degrees, counterclockwise on the screen).</summary>
    public void AddText(Outline outline, string text, double x, double y, double size, double angle = 0)
    {
        double scale = size / UnitsPerEm;
        var (s, c) = Math.SinCos(double.DegreesToRadians(angle));
        var place = new GlyphPlacement(scale * c, -scale * s, -scale * s, -scale * c, x, y);
        foreach (char letter in text)
        {
            int glyph = Glyph(letter);
            AddGlyph(outline, glyph, place, 0);
            double advance = Advance(glyph);
            place = place with { Dx = place.Dx + advance * place.Xx, Dy = place.Dy + advance * place.Yx };
        }
    }

    private static TrueTypeFont Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("HstNotebooks.Pictures.Fonts." + name)
            ?? throw new InvalidOperationException($"the font {name} is missing in the assembly");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueTypeFont(bytes);
    }

    private int Glyph(char c) => glyphOfCharacter.TryGetValue(c, out int glyph) ? glyph : 0;

    private int Advance(int glyph) => U16(tables["hmtx"] + 4 * Math.Min(glyph, longMetrics - 1));

    private void ReadCharacters()
    {
        int cmap = tables["cmap"];
        int subtable = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + (int)U32(cmap + 4 + 8 * i + 4)).First(at => U16(at) == 4);
        int segments = U16(subtable + 6) / 2, ends = subtable + 14, starts = ends + 2 * segments + 2;
        int deltas = starts + 2 * segments, offsets = deltas + 2 * segments;
        for (int s = 0; s < segments; s++)
        {
            int delta = U16(deltas + 2 * s), offset = U16(offsets + 2 * s);
            for (int c = U16(starts + 2 * s); c <= U16(ends + 2 * s) && c != 0xffff; c++)
            {
                int glyph = offset == 0 ? c : U16(offsets + 2 * s + offset + 2 * (c - U16(starts + 2 * s)));
                if (glyph != 0) glyphOfCharacter[c] = glyph + delta & 0xffff;
            }
        }
    }

    private void AddGlyph(Outline outline, int glyph, GlyphPlacement place, int depth)
    {
        int loca = tables["loca"];
        int from = longOffsets ? (int)U32(loca + 4 * glyph) : 2 * U16(loca + 2 * glyph);
        int to = longOffsets ? (int)U32(loca + 4 * glyph + 4) : 2 * U16(loca + 2 * glyph + 2);
        if (from == to || depth > 4) return;
        int at = tables["glyf"] + from;
        int contours = I16(at);
        if (contours >= 0) AddSimple(outline, at + 10, contours, place);
        else AddComposite(outline, at + 10, place, depth);
    }

    private void AddComposite(Outline outline, int at, GlyphPlacement place, int depth)
    {
        int flags;
        do
        {
            flags = U16(at);
            int part = U16(at + 2);
            at += 4;
            double dx, dy;
            if ((flags & 1) != 0) { (dx, dy) = (I16(at), I16(at + 2)); at += 4; }
            else { (dx, dy) = ((sbyte)data[at], (sbyte)data[at + 1]); at += 2; }
            double xx = 1, xy = 0, yx = 0, yy = 1;
            if ((flags & 8) != 0) { xx = yy = F2Dot14(at); at += 2; }
            else if ((flags & 0x40) != 0) { (xx, yy) = (F2Dot14(at), F2Dot14(at + 2)); at += 4; }
            else if ((flags & 0x80) != 0) { (xx, yx, xy, yy) = (F2Dot14(at), F2Dot14(at + 2), F2Dot14(at + 4), F2Dot14(at + 6)); at += 8; }
            AddGlyph(outline, part, place.Then(xx, xy, yx, yy, dx, dy), depth + 1);
        } while ((flags & 0x20) != 0);
    }

    private void AddSimple(Outline outline, int at, int contours, GlyphPlacement place)
    {
        if (contours == 0) return;
        int[] ends = [.. Enumerable.Range(0, contours).Select(i => U16(at + 2 * i))];
        int count = ends[^1] + 1;
        at += 2 * contours;
        at += 2 + U16(at);
        byte[] flags = new byte[count];
        for (int i = 0; i < count;)
        {
            byte flag = data[at++];
            int repeat = (flag & 8) != 0 ? data[at++] : 0;
            for (int r = 0; r <= repeat; r++) flags[i++] = flag;
        }
        int[] xs = Coordinates(flags, ref at, 2, 16), ys = Coordinates(flags, ref at, 4, 32);
        for (int c = 0, first = 0; c < contours; first = ends[c++] + 1)
            AddContour(outline, place, flags, xs, ys, first, ends[c] - first + 1);
    }

    private int[] Coordinates(byte[] flags, ref int at, int shortBit, int sameBit)
    {
        int[] values = new int[flags.Length];
        int value = 0;
        for (int i = 0; i < flags.Length; i++)
        {
            bool same = (flags[i] & sameBit) != 0;
            if ((flags[i] & shortBit) != 0) { int d = data[at++]; value += same ? d : -d; }
            else if (!same) { value += I16(at); at += 2; }
            values[i] = value;
        }
        return values;
    }

    /// <summary>One contour: points on the curve, and control points between which the curve passes half-way.</summary>
    private static void AddContour(Outline outline, GlyphPlacement place, byte[] flags, int[] xs, int[] ys, int first, int count)
    {
        if (count < 2) return;
        (double X, double Y) At(int i) => place.Map(xs[first + i % count], ys[first + i % count]);
        bool On(int i) => (flags[first + i % count] & 1) != 0;
        (double X, double Y) Between((double X, double Y) a, (double X, double Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
        int begin = Enumerable.Range(0, count).FirstOrDefault(On, -1);
        var start = begin >= 0 ? At(begin) : Between(At(0), At(1));
        if (begin < 0) begin = 0;
        outline.MoveTo(start.X, start.Y);
        for (int i = 1; i <= count; i++)
        {
            if (On(begin + i)) { var p = At(begin + i); outline.LineTo(p.X, p.Y); continue; }
            var control = At(begin + i);
            var end = i == count ? start : On(begin + i + 1) ? At(begin + i + 1) : Between(control, At(begin + i + 1));
            outline.QuadraticTo(control.X, control.Y, end.X, end.Y);
            if (i < count && On(begin + i + 1)) i++;
        }
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
    private int I16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));
    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
    private double F2Dot14(int at) => I16(at) / 16384.0;
}
