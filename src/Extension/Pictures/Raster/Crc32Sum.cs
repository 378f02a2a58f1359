namespace HstNotebooks.Pictures;

/// <summary>The cyclic redundancy check of PNG chunks (ISO 3309, polynomial 0xEDB88320).</summary>
internal struct Crc32Sum()
{
    private static readonly uint[] Steps = MakeSteps();
    private uint state = 0xffffffff;

    public readonly uint Value => ~state;

    public void Add(ReadOnlySpan<byte> data)
    {
        uint c = state;
        foreach (byte b in data) c = Steps[(c ^ b) & 0xff] ^ c >> 8;
        state = c;
    }

    private static uint[] MakeSteps()
    {
        uint[] steps = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xedb88320 ^ c >> 1 : c >> 1;
            steps[n] = c;
        }
        return steps;
    }
}
