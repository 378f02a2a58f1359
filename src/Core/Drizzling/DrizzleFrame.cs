namespace HstNotebooks.Drizzling;

/// <summary>A part of an output frame.</summary>
/// <param name="FirstColumn">First column on the frame, 0-based.</param>
/// <param name="FirstRow">First row on the frame, 0-based.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct DrizzleFrame(int FirstColumn, int FirstRow, int Width, int Height);
