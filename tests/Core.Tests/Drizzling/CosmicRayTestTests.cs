using HstNotebooks.Drizzling;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

public class CosmicRayTestTests
{
    [Fact]
    public void A_hit_on_a_flat_sky_is_flagged_and_its_faint_rim_too()
    {
        var (image, blot) = Sky(60, 140, 100);
        // Noise sqrt(100 + 25) = 11.18: level 1 is 39.1, level 2 is 33.5 electrons.
        image[70, 30] += 60;
        image[70, 31] += 36;
        image[70, 40] += 36;
        var mask = CosmicRayTest.FindMask(new CosmicRayInput(image, blot) { ReadNoise = 5 });
        Assert.Equal(0, mask[70, 30]);
        Assert.Equal(0, mask[70, 31]);
        Assert.Equal(1, mask[70, 40]);
        Assert.Equal(2, mask.Pixels.Count(m => m == 0));
    }

    [Fact]
    public void A_difference_that_a_small_misalignment_explains_is_kept()
    {
        var (image, blot) = Sky(40, 40, 100);
        for (int y = 5; y < 35; y++)
            for (int x = 5; x < 35; x++)
            {
                blot[y, x] += Star(x, y, 20, 20);
                image[y, x] += Star(x, y, 20.3f, 20);
            }
        var input = new CosmicRayInput(image, blot) { ReadNoise = 5 };
        Assert.DoesNotContain((byte)0, CosmicRayTest.FindMask(input).Pixels);
        Assert.Contains((byte)0, CosmicRayTest.FindMask(input, new CosmicRayOptions { Scale1 = 0, Scale2 = 0 }).Pixels);
        static float Star(float x, float y, float u, float v) => 20000 * MathF.Exp(-((x - u) * (x - u) + (y - v) * (y - v)) / 4);
    }

    [Fact]
    public void The_subtracted_sky_and_the_units_enter_the_noise()
    {
        var (image, blot) = Sky(30, 30, 0);
        image[15, 15] += 50;
        Assert.Equal(0, CosmicRayTest.FindMask(new CosmicRayInput(image, blot) { ReadNoise = 5 })[15, 15]);
        Assert.Equal(1, CosmicRayTest.FindMask(new CosmicRayInput(image, blot) { ReadNoise = 5, Sky = 400 })[15, 15]);
        // 50 DN at 7 electrons per DN are 350 electrons. A sky of 1000 DN has a noise of sqrt(7000 + 25) = 83.8 electrons, times 3.5 is 293: a hit.
        // At 2000 DN it is 118 electrons, times 3.5 is 415: within the noise. (The reference, with a gain too many, would still call it a hit.)
        Assert.Equal(0, CosmicRayTest.FindMask(new CosmicRayInput(image, blot) { ReadNoise = 5, Sky = 1000, ConversionToElectrons = 7 })[15, 15]);
        Assert.Equal(1, CosmicRayTest.FindMask(new CosmicRayInput(image, blot) { ReadNoise = 5, Sky = 2000, ConversionToElectrons = 7 })[15, 15]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 9)]
    [InlineData(5, 25)]
    public void Growth_masks_a_square(int grow, int expected)
    {
        var (image, blot) = Sky(40, 40, 100);
        image[20, 20] += 500;
        var mask = CosmicRayTest.FindMask(new CosmicRayInput(image, blot) { ReadNoise = 5 }, new CosmicRayOptions { Grow = grow });
        Assert.Equal(expected, mask.Pixels.Count(m => m == 0));
    }

    [Theory]
    [InlineData(1, 19, 17)]
    [InlineData(-1, 21, 23)]
    public void Charge_trails_lie_below_the_hit_for_plus_one_and_above_it_for_minus_one(int direction, int near, int far)
    {
        var (image, blot) = Sky(40, 40, 100);
        image[20, 20] += 500;
        var mask = CosmicRayTest.FindMask(new CosmicRayInput(image, blot) { ReadNoise = 5, CteDirection = direction }, new CosmicRayOptions { CteGrow = 3 });
        Assert.Equal(4, mask.Pixels.Count(m => m == 0));
        Assert.Equal(0, mask[near, 20]);
        Assert.Equal(0, mask[far, 20]);
    }

    [Fact]
    public void Without_a_direction_no_trail_is_masked()
    {
        var (image, blot) = Sky(40, 40, 100);
        image[20, 20] += 500;
        Assert.Equal(1, CosmicRayTest.FindMask(new CosmicRayInput(image, blot) { ReadNoise = 5 }, new CosmicRayOptions { CteGrow = 3 }).Pixels.Count(m => m == 0));
    }

    [Fact]
    public void Bands_of_rows_leave_no_seams()
    {
        var random = new Random(2);
        var (image, blot) = Sky(97, 300, 100);
        foreach (ref float v in image.Span) v += (random.NextSingle() - 0.5f) * 110;
        var input = new CosmicRayInput(image, blot) { ReadNoise = 5 };
        var whole = CosmicRayTest.FindMask(input);
        var part = CosmicRayTest.FindMask(new CosmicRayInput(image.CutOut(0, 37, 97, 200), blot.CutOut(0, 37, 97, 200)) { ReadNoise = 5 });
        Assert.Contains((byte)0, whole.Pixels);
        for (int y = 3; y < 196; y++) Assert.True(whole.Row(37 + y).SequenceEqual(part.Row(y)), $"row {y}");
    }

    private static (Image<float> Image, Image<float> Blot) Sky(int width, int height, float level)
    {
        Image<float> image = new(width, height), blot = new(width, height);
        image.Span.Fill(level);
        blot.Span.Fill(level);
        return (image, blot);
    }
}
