using HstNotebooks.Simulation;

namespace HstNotebooks.Tests.Simulation;

/// <summary>An exposure for tests of any camera.</summary>
internal static class PlainExposure
{
    /// <summary>500 s of the tutorials' field through the camera's first filter, at a position angle of 40 degrees, with a faint sky and the velocity aberration of an orbit.</summary>
    public static ExposureDescription Of(CameraModel camera) => new()
    {
        RootName = "itest01aq",
        Camera = camera,
        Filter = camera.Filters.Keys.First(),
        ExposureTime = 500,
        Target = TutorialScene.Target,
        PaV3 = 40,
        SkyRate = 0.05,
        VelocityAberration = 1.00002,
    };
}
