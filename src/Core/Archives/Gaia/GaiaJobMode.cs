namespace HstNotebooks.Archives;

/// <summary>How a query is run by a TAP service.</summary>
public enum GaiaJobMode
{
    /// <summary>As a job that is started, watched and fetched; for results of any size.</summary>
    Asynchronous,
    /// <summary>In one request; ESA's archive cuts such results at 2000 rows.</summary>
    Synchronous,
}
