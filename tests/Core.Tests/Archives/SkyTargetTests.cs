using HstNotebooks.Archives;
using HstNotebooks.Errors;

namespace HstNotebooks.Tests.Archives;

public sealed class SkyTargetTests
{
    [Theory]
    [InlineData("290.22 37.8", 290.22, 37.8)]
    [InlineData("290.22, -37.8", 290.22, -37.8)]
    [InlineData("19:20:52.8 +37:48:00", 290.22, 37.8)]
    [InlineData("19 20 52.8 -00 30 00", 290.22, -0.5)]
    [InlineData("19h20m52.8s +37d48m00s", 290.22, 37.8)]
    [InlineData("0h8m05.63s +14d50m23.3s", 2.0234583, 14.8398056)]
    public void Positions_are_read_in_the_usual_forms(string text, double ra, double dec)
    {
        var position = SkyTarget.Parse(text)!.Value;
        Assert.Equal(ra, position.Ra, 6);
        Assert.Equal(dec, position.Dec, 6);
    }

    [Theory]
    [InlineData("NGC 6791")]
    [InlineData("M 31")]
    [InlineData("47 Tuc")]
    [InlineData("HD 189733 b")]
    [InlineData("19:80:00 +37:48:00")]
    public void Anything_else_is_a_name(string text) => Assert.Null(SkyTarget.Parse(text));

    [Fact]
    public void A_position_outside_the_sky_is_refused() => Assert.Throws<ParameterException>(() => SkyTarget.Parse("400 10"));

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("6arcmin", 0.1)]
    [InlineData("6 '", 0.1)]
    [InlineData("360arcsec", 0.1)]
    [InlineData("360\"", 0.1)]
    [InlineData("1e-1deg", 0.1)]
    public void Angles_take_units(string text, double degrees) => Assert.Equal(degrees, SkyTarget.ParseAngle(text, "radius"));

    [Theory]
    [InlineData("")]
    [InlineData("arcmin")]
    [InlineData("6 parsec")]
    [InlineData("6arcmin2")]
    public void What_is_no_angle_is_refused(string text) => Assert.Equal("radius", Assert.Throws<ParameterException>(() => SkyTarget.ParseAngle(text, "radius")).Parameter);
}
