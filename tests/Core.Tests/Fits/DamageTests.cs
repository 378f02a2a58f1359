using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Robustness;

namespace HstNotebooks.Tests.Fits;

public class DamageTests
{
    /// <summary>The robustness program runs the same with a million inputs, alone and therefore with a shorter limit.</summary>
    [Fact]
    public void Damaged_inputs_give_a_result_or_our_error()
    {
        var report = FuzzTest.Run(count: 20_000, seed: 11, limit: 5 * FuzzTest.Limit);
        Assert.True(report.Failures.Count == 0, report.ToString());
        Assert.InRange(report.Accepted, 100, 19_900);
    }

    [Theory]
    [InlineData("NAXIS1  =             99999999", "truncated", null)]
    [InlineData("NAXIS1  =                   -1", "NAXIS1 is -1", "NAXIS1")]
    [InlineData("NAXIS1  =  9223372036854775807", "more data than any file can hold", "NAXIS")]
    [InlineData("NAXIS1  = 'two'               ", "NAXIS1 is two", "NAXIS1")]
    [InlineData("BITPIX  =                   17", "BITPIX is 17", "BITPIX")]
    [InlineData("NAXIS   =                 1000", "NAXIS is 1000", "NAXIS")]
    [InlineData("NAXIS   =                    3", "no keyword NAXIS3", "NAXIS3")]
    public void A_damaged_header_is_refused_with_the_reason(string card, string reason, string? keyword)
    {
        string[] cards = ["SIMPLE  =                    T", "BITPIX  =                   16", "NAXIS   =                    2", "NAXIS1  =                    4", "NAXIS2  =                    3", "END"];
        int at = Array.FindIndex(cards, c => c.AsSpan(0, 8).SequenceEqual(card.AsSpan(0, 8)));
        cards[at] = card;
        byte[] bytes = new byte[2 * 2880];
        System.Text.Encoding.ASCII.GetBytes(string.Concat(cards.Select(c => c.PadRight(80))).PadRight(2880)).CopyTo(bytes, 0);
        var error = Assert.Throws<FitsException>(() => FitsFile.FromBytes(bytes, "x.fits"));
        Assert.Contains(reason, error.Message);
        Assert.Equal("x.fits", error.File);
        if (keyword is not null) Assert.Equal(keyword, error.Keyword);
    }
}
