namespace HstNotebooks.Archives;

/// <summary>The catalogs of sources at MAST that <see cref="MastCatalogs"/> asks.</summary>
public enum MastCatalog
{
    /// <summary>The Hubble Source Catalog, version 3.</summary>
    Hsc,
    /// <summary>Mean objects of Pan-STARRS 1, data release 2.</summary>
    PanStarrs,
    /// <summary>The input catalog of TESS.</summary>
    Tic,
    /// <summary>The candidates for debris disks of the Disk Detective project.</summary>
    DiskDetective,
}
