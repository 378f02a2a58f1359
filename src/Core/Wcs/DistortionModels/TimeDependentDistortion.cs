using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// The time-dependent distortion of ACS/WFC (facts: wcs-and-distortion 5.5.4). Three generations of tables: a skew given by
/// alpha and beta (before 2014), terms of CY11 (2014), and rates of single linear terms (2015).
/// </summary>
internal sealed record TimeDependentDistortion
{
    private const double AxisAngle = 2.234529; // degrees from the detector to the V2V3 system
    private const double HalfSize = 2048;

    private TimeDependentDistortion() { }

    /// <summary>TDDALPHA, where the table is of the first generation.</summary>
    public double? Alpha { get; private init; }
    /// <summary>TDDBETA.</summary>
    public double? Beta { get; private init; }
    /// <summary>The rate of CY11 in the newest tables, per year.</summary>
    public double? Ctb { get; private init; }
    public double? Cya { get; private init; }
    public double? Cyb { get; private init; }
    public double? Cxa { get; private init; }
    public double? Cxb { get; private init; }
    private double Years { get; init; } // since TDD_DATE
    private bool MovesChips { get; init; }

    public static TimeDependentDistortion FromTable(FitsHeader table, int chip, string dateObs, string? file)
    {
        double years = Year(dateObs, file) - (table.FindDouble("TDD_DATE") ?? 2004.5);
        string n = chip.ToString(CultureInfo.InvariantCulture);
        double? Term(string name) => table.FindDouble($"TDD_{name}{n}");
        if (Term("CTB") is not null)
            return new TimeDependentDistortion { Years = years, Ctb = Term("CTB"), Cyb = Term("CYB"), Cxb = Term("CXB") };
        if (Term("CYB") is not null)
            return new TimeDependentDistortion { Years = years, Cya = Term("CYA"), Cyb = Term("CYB"), Cxa = Term("CXA"), Cxb = Term("CXB") };

        if (table.FindDouble("TDD_A0") is null)
            return new TimeDependentDistortion { Years = years, Alpha = 0.095 + 0.036 * years, Beta = -0.029 - 0.012 * years, MovesChips = true };
        double alpha = 0, beta = 0;
        int order = table.FindInt("TDDORDER") ?? 1;
        for (int i = order; i >= 0; i--)
        {
            string index = i.ToString(CultureInfo.InvariantCulture);
            alpha = alpha * years + (table.FindDouble("TDD_A" + index) ?? 0);
            beta = beta * years + (table.FindDouble("TDD_B" + index) ?? 0);
        }
        return new TimeDependentDistortion { Years = years, Alpha = alpha, Beta = beta };
    }

    /// <summary>The model at the date of the exposure.</summary>
    public DistortionModel Apply(DistortionModel model)
    {
        if (Alpha is { } alpha && Beta is { } beta) return Skewed(model, alpha, beta);
        double[,] cx = (double[,])model.Cx.Clone(), cy = (double[,])model.Cy.Clone();
        if (Ctb is { } rate)
        {
            cx[1, 1] += (Cxb ?? 0) * Years;
            cy[1, 1] += rate * Years;
            cy[1, 0] += (Cyb ?? 0) * Years;
        }
        else
        {
            cy[1, 1] = (Cya is { } start && start != 0 ? start : cy[1, 1]) + (Cyb ?? 0) * Years;
            if (Cxa is { } cxStart) cx[1, 1] = cxStart + (Cxb ?? 0) * Years;
        }
        return model with { Cx = cx, Cy = cy };
    }

    /// <summary>
    /// Shift of V2REF and V3REF per unit of scale by the skew. Tables that give the terms themselves have it in their V2REF and V3REF.
    /// </summary>
    public (double V2, double V3) ZeroPoint(int chip)
    {
        if (!MovesChips || Alpha is not { } alpha || Beta is not { } beta) return (0, 0);
        double dy = chip == 1 ? 1024 : -1024; // the middle of the chip in the mosaic of 4096 x 4096, against its centre
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(AxisAngle));
        double x = alpha * dy, y = -beta * dy;
        return (0.05 * (cos * x + sin * y) / HalfSize, 0.05 * (-sin * x + cos * y) / HalfSize);
    }

    private static DistortionModel Skewed(DistortionModel model, double alpha, double beta)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(AxisAngle));
        double t11 = 1 + beta / HalfSize, t12 = alpha / HalfSize, t22 = 1 - beta / HalfSize;
        // Rot(a) T Rot(-a), Rot(a) = [[cos, sin], [-sin, cos]].
        double u11 = t11 * cos + t12 * sin, u12 = -t11 * sin + t12 * cos, u21 = t12 * cos + t22 * sin, u22 = -t12 * sin + t22 * cos;
        double m11 = cos * u11 + sin * u21, m12 = cos * u12 + sin * u22, m21 = -sin * u11 + cos * u21, m22 = -sin * u12 + cos * u22;
        double[,] cx = (double[,])model.Cx.Clone(), cy = (double[,])model.Cy.Clone();
        for (int i = 1; i <= model.Order; i++)
            for (int j = 0; j <= i; j++)
            {
                cx[i, j] = m11 * model.Cx[i, j] + m12 * model.Cy[i, j];
                cy[i, j] = m21 * model.Cx[i, j] + m22 * model.Cy[i, j];
            }
        return model with { Cx = cx, Cy = cy };
    }

    private static double Year(string dateObs, string? file) =>
        DateOnly.TryParseExact(dateObs.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.Year + date.DayOfYear / 365.25
            : throw new InputException($"'{dateObs}' is no date") { File = file, Keyword = "DATE-OBS", Expected = "yyyy-mm-dd" };
}
