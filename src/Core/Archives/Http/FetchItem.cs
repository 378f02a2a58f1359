namespace HstNotebooks.Archives;

/// <summary>A file to download.</summary>
/// <param name="Service">The service.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Path">Where it shall be.</param>
/// <param name="Size">Its size in bytes where known; checked.</param>
/// <param name="Sha1">Its SHA-1 in hexadecimal where known; checked.</param>
/// <param name="SendsToken">Whether the MAST token goes along.</param>
public sealed record FetchItem(ArchiveService Service, Uri Address, string Path, long? Size = null, string? Sha1 = null, bool SendsToken = false);
