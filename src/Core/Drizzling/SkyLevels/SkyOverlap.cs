namespace HstNotebooks.Drizzling;

/// <summary>The sky of two images where they overlap, in the same brightness unit.</summary>
/// <param name="First">Index of the first image.</param>
/// <param name="Second">Index of the second image.</param>
/// <param name="FirstLevel">Sky of the first image.</param>
/// <param name="SecondLevel">Sky of the second image.</param>
/// <param name="FirstWeight">Pixels behind the first level.</param>
/// <param name="SecondWeight">Pixels behind the second level.</param>
public sealed record SkyOverlap(int First, int Second, double FirstLevel, double SecondLevel, double FirstWeight, double SecondWeight);
