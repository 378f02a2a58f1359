namespace HstNotebooks.Wcs;

/// <summary>The default undistorted output frame of a set of chips (facts: wcs-and-distortion 5.7).</summary>
public static class OutputFrame
{
    /// <summary>The frame with the orientation and scale of the first chip that holds the footprint of all chips.</summary>
    /// <exception cref="Errors.WcsException">No chips.</exception>
    public static SkyFrame FromChips(IReadOnlyList<ImageWcs> chips) => throw new NotImplementedException();
}
