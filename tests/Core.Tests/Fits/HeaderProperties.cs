using FsCheck;
using FsCheck.Fluent;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Compression;

namespace HstNotebooks.Tests.Fits;

/// <summary>Laws of headers and codes, tried on random values.</summary>
public class HeaderProperties
{
    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.Choose(32, 126), Gen.Constant(39), Gen.Constant(38), Gen.Constant(47)).Select(c => (char)c).ArrayOf().Resize(300).Select(c => new string(c));

    private static readonly Gen<string> Keyword =
        Gen.OneOf(Gen.Elements("CRVAL1", "A_0_2", "DATE-OBS", "X"), Gen.Elements("ESO DET ID", "MiXed.Case", "LONGKEYWORD"));

    private static readonly Gen<object> Value = Gen.OneOf(
        Text.Select(t => (object)t.TrimEnd(' ')),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(d => (object)d.Get),
        ArbMap.Default.GeneratorFor<long>().Select(l => (object)l),
        ArbMap.Default.GeneratorFor<bool>().Select(b => (object)b));

    [Fact]
    public void A_card_comes_back_from_its_80_characters() =>
        Prop.ForAll(Keyword.ToArbitrary(), Value.ToArbitrary(), Text.ToArbitrary(), (keyword, value, comment) =>
        {
            var header = new FitsHeader();
            header.Set(keyword, value, comment);
            var back = FitsHeader.Parse(header.ToBytes());
            Assert.Equal(value, back[keyword]);
            Assert.Single(back.Cards);
            // A comment is cut where it does not fit; in pieces behind a long string, blanks are where the pieces join.
            string stored = back.FindCard(keyword)!.Comment ?? "";
            Assert.StartsWith(stored.Replace(" ", "", StringComparison.Ordinal), comment.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.All(header.ToText().TrimEnd('\n').Split('\n'), line => Assert.Equal(80, line.Length));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_double_is_written_with_digits_that_read_back_as_the_same_double() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).ToArbitrary(), value =>
        {
            var header = new FitsHeader();
            header.Set("X", value);
            return FitsHeader.Parse(header.ToBytes())["X"] is double back && back == value;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_header_that_is_edited_is_a_dictionary_that_keeps_its_order() =>
        Prop.ForAll(Gen.Choose(0, 9).Two().ArrayOf().ToArbitrary(), steps =>
        {
            var header = new FitsHeader();
            var keys = new List<string>();
            var values = new Dictionary<string, object>();
            foreach (var (key, what) in steps.Select(s => ("K" + s.Item1, s.Item2)))
            {
                if (what < 2) { Assert.Equal(keys.Remove(key), header.Remove(key)); values.Remove(key); continue; }
                if (!header.Contains(key)) keys.Add(key);
                header[key] = what;
                values[key] = (long)what;
            }
            Assert.Equal(keys, header.Cards.Select(c => c.Keyword));
            Assert.All(keys, k => Assert.Equal(values[k], header[k]));
            Assert.Equal(header.Cards, FitsHeader.Parse(header.ToBytes()).Cards);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_Rice_code_keeps_every_integer() =>
        Prop.ForAll(Gen.OneOf(Gen.Choose(-3, 3), Gen.Choose(-40000, 40000), Gen.Choose(int.MinValue, int.MaxValue), Gen.Constant(0)).ArrayOf().Resize(200).ToArbitrary(), Gen.Elements(1, 2, 4).ToArbitrary(),
            (values, bytes) =>
            {
                int[] stored = [.. values.Select(v => bytes switch { 1 => (byte)v, 2 => (short)v, _ => v })];
                var back = new int[stored.Length];
                Assert.True(Rice.TryDecode(Rice.Encode(stored, bytes), back, bytes, Rice.DefaultBlock));
                Assert.Equal(stored, back);
            }).QuickCheckThrowOnFailure();
}
