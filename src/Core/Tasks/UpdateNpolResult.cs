namespace HstNotebooks.Tasks;

/// <summary>What updatenpol did to a file.</summary>
/// <param name="File">The path.</param>
/// <param name="NpolFile">The new value of NPOLFILE; empty where the exposure has no DGEOFILE.</param>
/// <param name="D2ImFile">The new value of D2IMFILE; empty where none was found.</param>
/// <param name="Warning">What is missing, or empty.</param>
public sealed record UpdateNpolResult(string File, string NpolFile, string D2ImFile, string Warning);
