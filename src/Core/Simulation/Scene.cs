namespace HstNotebooks.Simulation;

/// <summary>What is on the sky: a star list with a name and a seed. Immutable.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Stars">The stars.</param>
/// <param name="Seed">Seed of everything random in exposures of this scene.</param>
/// <param name="Epoch">Julian year of the positions; exposures move the stars by their proper motions to their own epoch.</param>
public sealed record Scene(string Name, IReadOnlyList<Star> Stars, ulong Seed, double Epoch = 2015.5);
