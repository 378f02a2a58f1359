using HstNotebooks.Errors;

namespace HstNotebooks.Alignment;

/// <summary>Limits of the flux and the number of brightest sources (facts: catalogs-and-regions 2.3).</summary>
/// <param name="Minimum">Smallest flux; for magnitudes the faint limit.</param>
/// <param name="Maximum">Largest flux; for magnitudes the bright limit.</param>
/// <param name="Units">What the column holds.</param>
/// <param name="Brightest">How many of the brightest to keep; null: all.</param>
internal sealed record FluxSelection(double? Minimum, double? Maximum, FluxUnits Units, int? Brightest)
{
    /// <summary>Whether anything is selected at all.</summary>
    public bool IsActive => Minimum is not null || Maximum is not null || Brightest is not null;

    /// <summary>Indices of the sources to keep; in the order of the file, or brightest first where their number is limited.</summary>
    /// <exception cref="InputException">Nothing is left.</exception>
    public int[] Select(double[] flux, string file)
    {
        if (!IsActive) return [.. Enumerable.Range(0, flux.Length)];
        IEnumerable<int> kept = Enumerable.Range(0, flux.Length).Where(i => double.IsFinite(flux[i]) && IsInside(flux[i]));
        if (Brightest is { } count)
            kept = (Units == FluxUnits.Mag ? kept.OrderBy(i => flux[i]) : kept.OrderByDescending(i => flux[i])).Take(count);
        int[] result = [.. kept];
        return result.Length > 0 ? result : throw new InputException("no source lies within the flux limits")
        { File = file, Advice = Units == FluxUnits.Mag ? "for magnitudes minflux is the faint limit (larger number), maxflux the bright one" : "widen minflux and maxflux" };
    }

    private bool IsInside(double flux) => Units == FluxUnits.Mag
        ? (Minimum is null || flux <= Minimum) && (Maximum is null || flux >= Maximum)
        : (Minimum is null || flux >= Minimum) && (Maximum is null || flux <= Maximum);
}
