using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Exposures;

/// <summary>Sets of bits; the expected values are those of astropy's interpret_bit_flags, read as unsigned numbers.</summary>
public sealed class BitFlagsTests
{
    [Theory]
    [InlineData("0", 0u)]
    [InlineData("28", 28u)]
    [InlineData("4,8,16", 28u)]
    [InlineData(" 64 + 32 ", 96u)]
    [InlineData("64|32", 96u)]
    [InlineData("64,64", 64u)]
    [InlineData("(64+32)", 96u)]
    [InlineData("((64,32))", 96u)]
    [InlineData("~4096", ~4096u)]
    [InlineData("~(4+8+16)", ~28u)]
    [InlineData("~ 4,8,16", ~28u)]
    [InlineData("~0", ~0u)]
    [InlineData("2147483648", 2147483648u)]
    public void A_set_is_a_sum_or_a_list_of_bits(string text, uint expected) => Assert.Equal(expected, BitFlags.Parse(text, "bits").Mask);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("None")]
    [InlineData("none")]
    [InlineData("INDEF")]
    public void Blank_and_None_mean_that_bits_are_not_looked_at(string? text)
    {
        var flags = BitFlags.Parse(text, "bits");
        Assert.Equal(BitFlags.None, flags);
        Assert.True(flags.IsGood(uint.MaxValue));
    }

    [Theory]
    [InlineData("-64", "negative")]
    [InlineData("64,-32", "negative")]
    [InlineData("64,32+16", "mixes")]
    [InlineData("64|32,16", "mixes")]
    [InlineData("64,3", "not a single bit")]
    [InlineData("64,0", "not a single bit")]
    [InlineData("64,", "empty place")]
    [InlineData("~", "empty place")]
    [InlineData("64 32", "64 32")]
    [InlineData("bad", "bad")]
    [InlineData("6.4", "6.4")]
    [InlineData("4294967296", "4294967296")]
    [InlineData("64,~32", "~")]
    [InlineData("(64", "brackets")]
    [InlineData("(64)+(32)", "brackets")]
    public void Anything_else_is_refused_with_the_reason(string text, string reason)
    {
        var error = Assert.Throws<ParameterException>(() => BitFlags.Parse(text, "final_bits"));
        Assert.Equal("final_bits", error.Parameter);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pixel_is_bad_with_any_bit_that_is_not_good()
    {
        var quality = new Image<ushort>(5, 1);
        new ushort[] { 0, 64, 16, 80, 4096 }.CopyTo(quality.Span);
        byte[] mask = [1, 1, 1, 1, 1], cleared = [1, 1, 1, 1, 0];
        BitFlags.Parse("64,32", "bits").MarkBad(quality, BitFlags.None, mask);
        BitFlags.Parse("64,32", "bits").MarkBad(quality, new BitFlags(4096), cleared);
        Assert.Equal([1, 1, 0, 0, 0], mask);
        Assert.Equal([1, 1, 0, 0, 0], cleared);
    }
}
