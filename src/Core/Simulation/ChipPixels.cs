using HstNotebooks.Images;

namespace HstNotebooks.Simulation;

/// <summary>The pixels of a rendered chip, in the units of the file.</summary>
/// <param name="Science">SCI.</param>
/// <param name="Error">ERR.</param>
/// <param name="DataQuality">DQ.</param>
/// <param name="CosmicRays">1 where a cosmic ray left charge.</param>
internal sealed record ChipPixels(Image<float> Science, Image<float> Error, Image<short> DataQuality, Image<byte> CosmicRays);
