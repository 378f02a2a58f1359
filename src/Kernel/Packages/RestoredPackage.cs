namespace HstNotebooks.Kernel.Packages;

/// <summary>A package on this machine, ready to be used by cells.</summary>
/// <param name="Package">What was asked for.</param>
/// <param name="Version">The version that was found.</param>
/// <param name="Assemblies">Full paths of its assemblies and those of the packages it needs.</param>
internal sealed record RestoredPackage(PackageReference Package, string Version, IReadOnlyList<string> Assemblies);
