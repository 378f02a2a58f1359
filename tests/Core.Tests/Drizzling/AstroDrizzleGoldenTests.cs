using HstNotebooks.Fits;

namespace HstNotebooks.Tests.Drizzling;

public class AstroDrizzleGoldenTests(ITestOutputHelper output)
{
    /// <summary>Noise of the background of the final image of the golden field, electrons/s (sky 20 and read noise 3.1 electrons in 1500 s).</summary>
    private const double Sigma = 0.005;

    [Fact]
    public void Explore()
    {
        using var run = GoldenCase.Run("default");
        foreach (string w in run.Result.Warnings) output.WriteLine(w);
        foreach (string w in run.Result.Products) output.WriteLine(w);
        for (int i = 0; i < run.Result.Chips.RowCount; i++) output.WriteLine(string.Join(" ", run.Result.Chips.Columns.Select(c => c.GetValue(i))));
        for (int i = 0; i < run.Result.Timings.RowCount; i++) output.WriteLine(string.Join(" ", run.Result.Timings.Columns.Select(c => c.GetValue(i))));
        output.WriteLine(run.Result.Frame.ToString());
        var weights = run.Pair("sim_drc_wht.fits", "final_wht");
        foreach (var (ours, golden, s) in ((string, string, double)[])[("isim01aaq_single_sci.fits", "isim01aaq_single_sci", 0.01), ("isim01aaq_single_wht.fits", "isim01aaq_single_wht", 1), ("sim_med.fits", "med", 0.01),
            ("isim01aaq_sci1_blt.fits", "isim01aaq_sci1_blt", 5), ("isim01aaq_sci2_blt.fits", "isim01aaq_sci2_blt", 5), ("sim_drc_sci.fits", "final_sci", 0.005), ("sim_drc_wht.fits", "final_wht", 1), ("sim_drc_ctx.fits", "final_ctx", 1),
            ("isim01aaq_sci1_crmask.fits", "isim01aaq_sci1_crmask", 1), ("isim01abq_sci2_crmask.fits", "isim01abq_sci2_crmask", 1), ("isim01acq_sci2_crmask.fits", "isim01acq_sci2_crmask", 1)])
            output.WriteLine($"{golden}: {Difference.Of(run.Pair(ours, golden), s, 1e-5, golden == "final_sci" ? i => weights.Golden.Pixels[i] > 0 : null)}");
    }
}
