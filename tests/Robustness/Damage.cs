using System.Text;

namespace HstNotebooks.Robustness;

/// <summary>Changes bytes at random, in the ways in which files break and parsers fail.</summary>
internal static class Damage
{
    private static readonly byte[] Special = [0, 1, 0x7F, 0x80, 0xFF, (byte)' ', (byte)'\n', (byte)'\'', (byte)'"', (byte)'=', (byte)'/', (byte)'&', (byte)'<', (byte)'-', (byte)'9', (byte)'('];

    private static readonly string[] Words =
    [
        "-1", "0", "1", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "99999999999999999999", "1E400", "NaN", "T", "F", "()", "''", "1000000", "65536",
        "<TR>", "</TD>", "]]>", "&amp;", "1PB(9)", "999A", "8X", "RICE_1", "HCOMPRESS_1", "PLIO_1", "GZIP_2", "CONTINUE", "END", "%", "#", "|", "{", "[", ": ", "- ",
    ];

    /// <summary>A damaged copy.</summary>
    public static byte[] Apply(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        int times = 1 + random.Next(4);
        for (int i = 0; i < times && bytes.Count > 0; i++) Once(bytes, random);
        return [.. bytes];
    }

    private static void Once(List<byte> bytes, Random random)
    {
        int at = Place(bytes, random), length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(4) == 0 ? 3000 : 20));
        switch (random.Next(10))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[at] = Special[random.Next(Special.Length)]; break;
            case 2: bytes[at] = (byte)random.Next(256); break;
            case 3: bytes.RemoveRange(at, length); break;
            case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 5: bytes.RemoveRange(at, bytes.Count - at); break;
            case 6: Overwrite(bytes, at, Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)])); break;
            case 7: bytes.InsertRange(at, Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)])); break;
            case 8: Number(bytes, at, random); break;
            default: Overwrite(bytes, at, bytes.GetRange(Place(bytes, random), 1).ToArray()); break;
        }
    }

    /// <summary>Often a place in the first blocks, where headers are.</summary>
    private static int Place(List<byte> bytes, Random random) => random.Next(3) == 0 ? random.Next(Math.Min(bytes.Count, 2880)) : random.Next(bytes.Count);

    private static void Overwrite(List<byte> bytes, int at, byte[] word)
    {
        for (int i = 0; i < word.Length && at + i < bytes.Count; i++) bytes[at + i] = word[i];
    }

    /// <summary>Changes a digit of the next number.</summary>
    private static void Number(List<byte> bytes, int at, Random random)
    {
        while (at < bytes.Count && bytes[at] is < (byte)'0' or > (byte)'9') at++;
        if (at < bytes.Count) bytes[at] = (byte)('0' + random.Next(10));
    }
}
