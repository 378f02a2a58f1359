namespace HstNotebooks.Archives;

/// <summary>What a download did.</summary>
/// <param name="WasThere">Whether the file was there already with the right size, so that nothing was sent.</param>
/// <param name="Received">Bytes that came over the network in this call.</param>
public readonly record struct FetchOutcome(bool WasThere, long Received);
