using HstNotebooks.Fits;

namespace HstNotebooks.Detection;

/// <summary>
/// The frame "physical" of DS9: pixels of the full detector, from which a subarray or a binned image is cut:
/// image = LTM physical + LTV (IRAF). Without these keywords it is the image itself.
/// </summary>
internal sealed record PhysicalFrame(double Ltv1, double Ltv2, double Ltm1, double Ltm2)
{
    public static PhysicalFrame SameAsImage { get; } = new(0, 0, 1, 1);

    public static PhysicalFrame FromHeader(FitsHeader header) => new(header.FindDouble("LTV1") ?? 0, header.FindDouble("LTV2") ?? 0,
        header.FindDouble("LTM1_1") ?? 1, header.FindDouble("LTM2_2") ?? 1);

    /// <summary>The numbers of a shape in image pixels; sizes scale with the axis they are given along, angles stay.</summary>
    public double[] ToImage(string shape, double[] numbers)
    {
        double[] result = (double[])numbers.Clone();
        int positions = shape == "polygon" ? numbers.Length : 2;
        for (int i = 0; i < positions; i++) result[i] = i % 2 == 0 ? Ltm1 * numbers[i] + Ltv1 : Ltm2 * numbers[i] + Ltv2;
        if (shape == "polygon") return result;
        bool isRound = shape is "circle" or "annulus";
        for (int i = 2; i < Math.Min(4, numbers.Length); i++) result[i] = numbers[i] * (isRound || i == 2 ? Ltm1 : Ltm2);
        return result;
    }
}
