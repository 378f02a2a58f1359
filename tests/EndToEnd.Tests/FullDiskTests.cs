using HstNotebooks.Simulation;

namespace HstNotebooks.Tests;

/// <summary>A disk that becomes full in the middle of a run: one message, the inputs are the same bytes, nothing half-written stays.</summary>
public sealed class FullDiskTests
{
    /// <summary>The part of what the products need that is free: too little for the single images, for the final image, for the changes of the inputs.</summary>
    [Theory]
    [InlineData(0.06, "single")]
    [InlineData(0.87, "x_dr")]
    [InlineData(1, "_flc.fits")]
    public void Astrodrizzle_says_which_file_cannot_be_written_and_leaves_the_inputs_alone(double part, string file)
    {
        Assert.SkipUnless(Tool.Exists("unshare") && Tool.RunProgram("unshare", ".", ["-rm", "true"]).ExitCode == 0, "a small file system cannot be mounted here");
        using var folder = new ScratchFolder();
        WriteInputs(folder.Path);
        string disk = Directory.CreateDirectory(folder["disk"]).FullName;
        string large = $"""
            mount -t tmpfs -o size=64m tmpfs '{disk}' && cp '{folder.Path}'/*_flc.fits '{disk}' && cd '{disk}' || exit 9
            du -sk . && dotnet '{Tool.Assembly}' astrodrizzle '*_flc.fits' --output x --preserve false --build true > /dev/null 2>&1 && du -sk .
            """;
        int[] used = [.. Tool.RunProgram("unshare", folder.Path, ["-rm", "bash", "-c", large]).ShouldExitWith(0).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line.Split('\t')[0], System.Globalization.CultureInfo.InvariantCulture))];
        // One page is left over where the products fit, which is too little for the journal of an update.
        int size = used[0] + (int)(part * (used[1] - used[0])) + 4;
        string script = $"""
            mount -t tmpfs -o size={size}k tmpfs '{disk}' && cp '{folder.Path}'/*_flc.fits '{disk}' && cd '{disk}' && sha256sum *_flc.fits > '{folder["before"]}' || exit 9
            dotnet '{Tool.Assembly}' astrodrizzle '*_flc.fits' --output x --preserve false --build true
            code=$?
            sha256sum -c '{folder["before"]}' > /dev/null || exit 8
            ls -A | grep -E 'tmp|scratch|journal' && exit 7
            exit $code
            """;
        var run = Tool.RunProgram("unshare", folder.Path, ["-rm", "bash", "-c", script]).ShouldExitWith(1);
        Assert.Contains("No space left", run.Error);
        Assert.Contains("what to do", run.Error);
        Assert.Contains(file, run.Error);
    }

    private static void WriteInputs(string folder)
    {
        var scene = TutorialScene.Ngc6791(CameraModels.Wfc3Uvis.Reduced(300, 250));
        foreach (var exposure in scene.Exposures.Take(2)) ExposureSimulator.Render(scene.Scene, exposure, null, TestContext.Current.CancellationToken).Save(folder);
    }
}
