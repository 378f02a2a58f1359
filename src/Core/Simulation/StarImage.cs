namespace HstNotebooks.Simulation;

/// <summary>A star on a chip.</summary>
/// <param name="X">Column, 0-based.</param>
/// <param name="Y">Row, 0-based.</param>
/// <param name="Electrons">Expected electrons of the whole star in the exposure.</param>
/// <param name="Star">The star of the scene; for a recorded source only its position.</param>
internal readonly record struct StarImage(double X, double Y, double Electrons, Star Star);
