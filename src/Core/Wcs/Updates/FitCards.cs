using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>The cards that say how good an alignment is: FITNAME, NMATCH, RMS_DEC, RMS_RA behind WCSTYPE, and CRDER.</summary>
internal static class FitCards
{
    public static void Write(FitsHeader header, string name, int? matchCount, double? rmsRa, double? rmsDec)
    {
        header.Remove("HDRNAME"); // the WCS is no longer that of a headerlet
        header.Set("FITNAME", name, null, "WCSTYPE");
        string last = "FITNAME";
        Put("NMATCH", matchCount is { } count ? (long)count : null);
        Put("RMS_DEC", rmsDec);
        Put("RMS_RA", rmsRa);
        PutError("CRDER1", rmsRa);
        PutError("CRDER2", rmsDec);

        void Put(string keyword, object? value)
        {
            if (value is null) header.Remove(keyword);
            else
            {
                header.Set(keyword, value, null, last);
                last = keyword;
            }
        }

        void PutError(string keyword, double? value)
        {
            if (value is { } error) header.Set(keyword, error, "[deg] Random error in coordinate");
            else header.Remove(keyword);
        }
    }
}
