using System.Numerics;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Tests.Fits;

public class HeaderTests
{
    private static FitsHeader Header(params string[] cards) =>
        FitsHeader.Parse(Encoding.Latin1.GetBytes(string.Concat(cards.Append("END").Select(c => c.PadRight(80)))));

    [Fact]
    public void Every_kind_of_value_is_read()
    {
        var header = Header(
            "SIMPLE  =                    T / conforms",
            "COUNT   =                  -42 / an integer",
            "REAL    =            1.25D-003",
            "FREE    = 2.5/no blank before the slash",
            "NAME    = 'O''Hara''s  '       / a quote is doubled",
            "EMPTY   = ''",
            "SLASH   = 'a/b     '           / not a comment",
            "UNDEF   =                      / no value",
            "CPLX    = (1.5, -2.0)          / complex",
            "HIERARCH ESO DET CHIP1.ID = 'E2V' / long name",
            "COMMENT   free text = 'x' / y",
            "HISTORY done",
            "        blank keyword");

        Assert.Equal(true, header["SIMPLE"]);
        Assert.Equal(-42L, header["count"]);
        Assert.Equal(0.00125, header.GetDouble("REAL"));
        Assert.Equal("no blank before the slash", header.FindCard("FREE")!.Comment);
        Assert.Equal("O'Hara's", header.GetString("NAME"));
        Assert.Equal("", header.GetString("EMPTY"));
        Assert.Equal("a/b", header.GetString("SLASH"));
        Assert.Null(header["UNDEF"]);
        Assert.Equal(new Complex(1.5, -2), header["CPLX"]);
        Assert.Equal("E2V", header.GetString("ESO DET CHIP1.ID"));
        Assert.Equal("  free text = 'x' / y", header.FindCard("COMMENT")!.Value);
        Assert.Equal("blank keyword", header.FindCard("")!.Value);
    }

    [Fact]
    public void A_long_string_goes_over_CONTINUE_cards_and_comes_back()
    {
        string text = string.Concat(Enumerable.Range(0, 40).Select(i => $"it's {i}, "));
        var header = new FitsHeader();
        header.Set("LONG", text.TrimEnd(), "a comment that is itself far too long to stand behind the last piece of the string, so it goes on too");
        var back = FitsHeader.ParseText(header.ToText());
        Assert.Equal(text.TrimEnd(), back.GetString("LONG"));
        Assert.Equal(header.FindCard("LONG")!.Comment, back.FindCard("LONG")!.Comment);
        Assert.All(header.ToText().Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(80, line.Length));
    }

    [Theory]
    [InlineData(1.0, "KEY     =                  1.0")]
    [InlineData(-6.7e-6, "KEY     =             -6.7E-06")]
    [InlineData(1e-5, "KEY     =              1.0E-05")]
    [InlineData(137.86461548121, "KEY     =      137.86461548121")]
    [InlineData(0.1, "KEY     =                  0.1")]
    [InlineData(1e300, "KEY     =             1.0E+300")]
    public void A_real_is_written_with_its_shortest_digits_right_aligned(double value, string card)
    {
        var header = new FitsHeader();
        header.Set("KEY", value);
        Assert.Equal(card, header.Cards[0].ToString());
    }

    [Fact]
    public void A_card_that_is_not_edited_keeps_its_bytes()
    {
        string[] cards = ["ODD     = +0001.50E+01 /x", "NAME    ='no blank'", "lower   =  5", "OTHER   =                    1"];
        var header = Header(cards);
        header["OTHER"] = 2;
        header.Set("ODD", 15.0);
        string text = header.ToText();
        Assert.StartsWith(string.Join("\n", cards.Take(3).Select(c => c.PadRight(80))), text);
        Assert.Contains("OTHER   =                    2", text);
    }

    [Fact]
    public void Replacing_a_value_keeps_place_and_comment()
    {
        var header = Header("A       =                    1 / first", "B       =                    2 / second", "C       = 'x'");
        header["B"] = "text";
        header.Set("D", 4, after: "A");
        Assert.Equal(["A", "D", "B", "C"], header.Cards.Select(c => c.Keyword));
        Assert.Equal(new FitsCard("B", "text", "second"), header.FindCard("B"));
    }

    [Fact]
    public void A_card_is_put_before_another_and_long_comments_are_wrapped()
    {
        var header = new FitsHeader();
        header.Set("FIRST", 1L);
        header.Set("LAST", 3L);
        header.InsertBefore("last", new FitsCard("MIDDLE", 2L));
        header.InsertBefore("NONE", new FitsCard("END_OF", 4L));
        header.AddComment(new string('a', 100));
        Assert.Equal(["FIRST", "MIDDLE", "LAST", "END_OF", "COMMENT", "COMMENT"], header.Cards.Select(card => card.Keyword));
        Assert.Equal([72, 28], header.Cards.Where(card => card.Keyword == "COMMENT").Select(card => ((string)card.Value!).Length));
    }

    [Fact]
    public void New_cards_use_up_the_blank_cards_at_the_end()
    {
        var header = Header("A       =                    1", "", "", "");
        header.Set("B", 2);
        header.AddHistory("step");
        Assert.Equal(["A", "B", "HISTORY", ""], header.Cards.Select(c => c.Keyword));
    }

    [Fact]
    public void A_missing_keyword_and_a_wrong_type_are_named()
    {
        var header = Header("A       = 'text'", "BAD     = 12 monkeys");
        Assert.Equal("NOPE", Assert.Throws<FitsException>(() => header.GetDouble("nope")).Keyword);
        Assert.Contains("'text', not a number", Assert.Throws<FitsException>(() => header.GetDouble("A")).Message);
        Assert.Contains("12 monkeys", Assert.Throws<FitsException>(() => header.GetString("BAD")).Message);
        Assert.Null(header.FindDouble("A"));
    }

    [Fact]
    public void Values_that_no_header_can_hold_are_refused()
    {
        var header = new FitsHeader();
        Assert.Throws<FitsException>(() => header.Set("NAN", double.NaN));
        Assert.Throws<FitsException>(() => header.Set("TEXT", "naïve"));
        Assert.Throws<FitsException>(() => header.Set("OBJ", new object()));
        Assert.Throws<FitsException>(() => header.Set("A=B", 1));
        Assert.Empty(header.Cards);
    }

    [Fact]
    public void A_header_without_END_is_refused() =>
        Assert.Contains("END", Assert.Throws<FitsException>(() => FitsHeader.Parse(Encoding.ASCII.GetBytes("SIMPLE  = T".PadRight(2880)))).Message);

    [Fact]
    public void Records_of_distortion_keywords_are_found()
    {
        var header = Header("DP1     = 'EXTVER: 1.0'", "DP1     = 'NAXES: 2.0'", "DP2.NAXES = 2");
        Assert.Equal(2, header.FindRecord("DP1", "NAXES"));
        Assert.Equal(1, header.FindRecord("DP1", "EXTVER"));
        Assert.Null(header.FindRecord("DP1", "AXIS.1"));
    }

    [Fact]
    public void Text_headers_are_read_by_lines_and_by_cards()
    {
        var byLines = FitsHeader.ParseText("NAXIS   = 2\nCRVAL1  = 5.5 / deg\r\n");
        var byCards = FitsHeader.ParseText("NAXIS   = 2".PadRight(80) + "CRVAL1  = 5.5 / deg".PadRight(80) + "END".PadRight(80) + new string(' ', 300));
        Assert.Equal(5.5, byLines.GetDouble("CRVAL1"));
        Assert.Equal(byLines.Cards, byCards.Cards);
    }
}
