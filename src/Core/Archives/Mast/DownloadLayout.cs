namespace HstNotebooks.Archives;

/// <summary>Where downloaded products go.</summary>
public enum DownloadLayout
{
    /// <summary><c>mastDownload/COLLECTION/OBS_ID/FILE</c> below the folder, as MAST's own client does.</summary>
    ByObservation,
    /// <summary>All files directly in the folder.</summary>
    Flat,
}
