using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Simulation;

/// <summary>
/// A table of recommended parameters (MDRIZTAB) for the simulated exposures, in the form of the real ones: a binary table with a row for each number of
/// images, columns named as AstroDrizzle's parameters (some by their older names), blank text, NaN and -2147483647 for None.
/// </summary>
public static class RecommendedParameters
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "simulated_mdz.fits";

    private const int None = -2147483647;
    // Rows for one image, 2 to 3, 4 to 5, and 6 and more.
    private static readonly int[] Images = [1, 2, 4, 6];

    /// <summary>The table, for any filter.</summary>
    /// <remarks>
    /// Row 2 holds what the real table for WFC3/UVIS recommends for two exposures: bits 96, minmed, <c>3.5 3.0</c> and <c>1.2 0.7</c>. One image has nothing to be compared
    /// with, and from six on the median of many needs no minimum.
    /// </remarks>
    public static Table Make() => new(
    [
        new TableColumn<string>("filter", Same("ANY")),
        new TableColumn<int>("numimages", Images),
        new TableColumn<bool>("static", Same(true)),
        new TableColumn<float>("static_sig", Same(4f)),
        new TableColumn<bool>("subsky", Same(true)),
        new TableColumn<string>("skystat", Same("median")),
        new TableColumn<float>("skywidth", Same(0.1f)),
        new TableColumn<float>("skylower", Same(-100f)),
        new TableColumn<float>("skyupper", Same(float.NaN)),
        new TableColumn<bool>("driz_separate", Many(false, true)),
        new TableColumn<string>("driz_sep_kernel", Same("turbo")),
        new TableColumn<float>("driz_sep_pixfrac", Same(1f)),
        new TableColumn<int>("driz_sep_bits", Same(96)),
        new TableColumn<int>("driz_sep_outnx", Same(None)),
        new TableColumn<int>("driz_sep_outny", Same(None)),
        new TableColumn<bool>("median", Many(false, true)),
        new TableColumn<string>("combine_type", ["minmed", "minmed", "minmed", "median"]),
        new TableColumn<string>("combine_nsigma", Same("4 3")),
        new TableColumn<int>("combine_nlow", Same(0)),
        new TableColumn<int>("combine_nhigh", [0, 0, 0, 1]),
        new TableColumn<float>("combine_lthresh", Same(float.NaN)),
        new TableColumn<bool>("blot", Many(false, true)),
        new TableColumn<bool>("driz_cr", Many(false, true)),
        new TableColumn<string>("driz_cr_snr", Same("3.5 3.0")),
        new TableColumn<string>("driz_cr_scale", Same("1.2 0.7")),
        new TableColumn<int>("crbitval", Same(4096)),
        new TableColumn<string>("final_kernel", Same("square")),
        new TableColumn<float>("final_pixfrac", Same(1f)),
        new TableColumn<int>("final_bits", Same(96)),
        new TableColumn<string>("final_wht_type", Same("EXP")),
        new TableColumn<float>("final_rot", Same(float.NaN)),
        new TableColumn<float>("ra", Same(float.NaN)),
        new TableColumn<float>("dec", Same(float.NaN)),
        new TableColumn<float>("gain", Same(float.NaN)),
        new TableColumn<float>("readnoise", Same(float.NaN)),
    ]);

    /// <summary>Writes the table into a folder, as <see cref="FileName"/>.</summary>
    internal static string Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.PrimaryHeader.Set("FILETYPE", "MDRIZTAB", "type of data found in data file");
        file.PrimaryHeader.Set("DESCRIP", "Recommended parameters of AstroDrizzle, for simulated exposures");
        file.Add(TableHdu.Create(Make()));
        file.Save(path);
        return path;
    }

    private static T[] Same<T>(T value) => [.. Images.Select(_ => value)];

    private static T[] Many<T>(T one, T more) => [.. Images.Select(n => n == 1 ? one : more)];
}
