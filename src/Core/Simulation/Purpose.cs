namespace HstNotebooks.Simulation;

/// <summary>What a stream of random numbers is for, so that no two uses share one.</summary>
internal static class Purpose
{
    public const ulong Photons = 1;
    public const ulong ReadNoise = 2;
    public const ulong CosmicRays = 3;
    public const ulong Defects = 4;
    public const ulong Stars = 5;
    public const ulong Catalog = 6;
    public const ulong Distortion = 7;
    public const ulong Pointing = 8;
}
