using FsCheck;
using FsCheck.Fluent;
using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Alignment;

public partial class LinearFitterTest
{
    private static readonly PixelPosition Centre = new(1000, 1200);

    [Theory]
    [InlineData(FitGeometry.Shift, 0, 1)]
    [InlineData(FitGeometry.RScale, 0.13, 1.0003)]
    [InlineData(FitGeometry.General, 0.13, 1.0003)]
    [InlineData(FitGeometry.RScale, 225, 0.7)]
    public void Exact_pairs_give_the_exact_transformation(FitGeometry geometry, double degrees, double scale)
    {
        var reference = Scatter(200, 1);
        var image = Move(reference, 5.8, -6.3, degrees, scale);

        var fit = LinearFitter.Fit(reference, image, Centre, geometry);

        Assert.Equal(5.8, fit.ShiftX, 1e-9);
        Assert.Equal(-6.3, fit.ShiftY, 1e-9);
        Assert.Equal(degrees, fit.Rotation, 1e-9);
        Assert.Equal(scale, fit.Scale, 1e-11);
        Assert.True(fit.Rmse < 1e-9);
    }

    [Fact]
    public void Turning_back_what_was_turned_is_the_identity()
    {
        Prop.ForAll(Gen.Choose(-3600, 3600).ToArbitrary(), Gen.Choose(800, 1200).ToArbitrary(), (tenths, permille) =>
        {
            var reference = Scatter(50, tenths + 10_000);
            var there = LinearFitter.Fit(reference, Move(reference, 3, 4, tenths / 10.0, permille / 1000.0), Centre, FitGeometry.RScale);
            var back = LinearFitter.Fit(Move(reference, 3, 4, tenths / 10.0, permille / 1000.0), reference, Centre, FitGeometry.RScale);
            return Math.Abs(Math.IEEERemainder(there.Rotation + back.Rotation, 360)) < 1e-9 && Math.Abs(there.Scale * back.Scale - 1) < 1e-10;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_mirrored_list_is_recognised_by_its_negative_determinant()
    {
        var reference = Scatter(100, 3);
        var image = new PositionList(reference.X, [.. reference.Y.Select(y => 2 * Centre.Y - y)]);
        var fit = LinearFitter.Fit(reference, image, Centre, FitGeometry.RScale);
        Assert.Equal(-1, fit.M11 * fit.M22 - fit.M12 * fit.M21, 1e-12);
        Assert.True(fit.Rmse < 1e-9);
    }

    [Fact]
    public void Wrong_pairs_are_clipped()
    {
        var reference = Scatter(300, 5);
        var image = Move(reference, 1, 2, 0.01, 1);
        var random = new Random(6);
        for (int i = 0; i < image.Count; i++)
        {
            image.X[i] += 0.02 * (random.NextDouble() - 0.5);
            image.Y[i] += 0.02 * (random.NextDouble() - 0.5);
        }
        for (int i = 0; i < 10; i++) image.X[i] += 1;

        var fit = LinearFitter.Fit(reference, image, Centre, FitGeometry.RScale);

        Assert.DoesNotContain(fit.Kept, i => i < 10);
        Assert.Equal(1, fit.ShiftX, 2e-3);
    }

    [Fact]
    public void No_rounds_keep_every_pair()
    {
        var reference = Scatter(40, 7);
        var image = Move(reference, 1, 2, 0, 1);
        image.X[0] += 5;
        Assert.Equal(40, LinearFitter.Fit(reference, image, Centre, FitGeometry.Shift, new ClippingOptions(0)).Count);
    }

    [Fact]
    public void Too_few_pairs_are_refused_with_the_number_needed()
    {
        var two = Scatter(2, 8);
        var error = Assert.Throws<InputException>(() => LinearFitter.Fit(two, two, Centre, FitGeometry.General));
        Assert.Contains("needs 3", error.Message);
    }

    [Fact]
    public void Pairs_on_a_line_cannot_carry_a_general_fit()
    {
        var line = new PositionList([1, 2, 3, 4], [2, 4, 6, 8]);
        Assert.Throws<InputException>(() => LinearFitter.Fit(line, line, Centre, FitGeometry.General));
    }

    private static PositionList Scatter(int count, int seed)
    {
        var random = new Random(seed);
        return new PositionList([.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 2000)], [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 2400)]);
    }

    private static PositionList Move(PositionList u, double dx, double dy, double degrees, double scale)
    {
        // Facts 3.6: M = mag [[cos, -sin], [sin, cos]] in row-vector form.
        double cos = scale * Math.Cos(double.DegreesToRadians(degrees)), sin = scale * Math.Sin(double.DegreesToRadians(degrees));
        return new PositionList(
            [.. u.X.Zip(u.Y, (x, y) => (x - Centre.X) * cos + (y - Centre.Y) * sin + dx + Centre.X)],
            [.. u.X.Zip(u.Y, (x, y) => -(x - Centre.X) * sin + (y - Centre.Y) * cos + dy + Centre.Y)]);
    }
}
