using HstNotebooks.Alignment;
using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Photometry;

namespace HstNotebooks.Tests.Fits;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Missing => Path.Combine(folder, "nowhere", "task.log");

    [Fact]
    public void A_text_replaces_the_old_one_and_leaves_nothing_beside_it()
    {
        string path = Path.Combine(folder, "task.log");
        AtomicFile.WriteText(path, "old, and longer");
        AtomicFile.WriteText(path, "new é\n");
        Assert.Equal("new é\n"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_text_that_cannot_be_written_is_refused_with_its_name()
    {
        var error = Assert.Throws<HstException>(() => AtomicFile.WriteText(Missing, "text"));
        Assert.Equal(Missing, error.File);
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_a_task_before_its_work()
    {
        // None of the tasks looks for its input first: the name of the log is what is wrong.
        string input = Path.Combine(folder, "a_flc.fits");
        File.WriteAllText(input, "no exposure");
        Assert.Equal("runfile", Assert.Throws<ParameterException>(() => TweakReg.Run([input], new TweakRegOptions { RunFile = Missing })).Parameter);
        Assert.Equal("runfile", Assert.Throws<ParameterException>(() => AstroDrizzle.Run([input], new AstroDrizzleOptions { RunFile = Missing })).Parameter);
        Assert.Equal("logfile", Assert.Throws<ParameterException>(() => PhotEq.Run([input], new PhotEqOptions { LogFile = Missing })).Parameter);
        Assert.Equal([input], Directory.GetFileSystemEntries(folder));
    }
}
