using System.Diagnostics;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Robustness;

namespace HstNotebooks.Tests.Fits;

public sealed class CrashTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    private string PathOf(string name) => Path.Combine(folder, name);
    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The robustness program runs the same with 500 rounds.</summary>
    [Fact]
    public void A_writer_killed_at_any_instant_leaves_the_old_or_the_new_file()
    {
        var report = CrashTest.Run(rounds: 20, seed: 7);
        Assert.True(report.Failures.Count == 0 && report.States > 20, report.ToString());
    }

    [Fact]
    public void Processes_that_change_one_file_take_turns_and_lose_nothing() =>
        Assert.Equal(3 * 12, CrashTest.Contend(PathOf("a.fits"), processes: 3, changes: 12));

    [Fact]
    public void A_header_update_that_fits_is_done_in_place()
    {
        string path = PathOf("a.fits");
        CrashWriter.Create(path);
        long length = new FileInfo(path).Length;
        string hardLink = PathOf("same-file");
        Link(path, hardLink);
        FitsFile.Update(path, file => file["SCI", 3].Header.Set("WCSNAME", "FIT"));
        using var same = FitsFile.Open(hardLink);
        Assert.Equal("FIT", same["SCI", 3].Header.GetString("WCSNAME"));
        Assert.Equal(length, new FileInfo(path).Length);

        FitsFile.Update(path, file => file["SCI", 3].Header.AddHistory(new string('x', 5000)));
        using var rewritten = FitsFile.Open(path);
        Assert.True(rewritten["SCI", 3].Header.Contains("HISTORY"));
        using var old = FitsFile.Open(hardLink);
        Assert.False(old["SCI", 3].Header.Contains("HISTORY"));
    }

    [Fact]
    public void A_header_that_got_shorter_keeps_its_blocks()
    {
        string path = PathOf("a.fits");
        CrashWriter.Create(path);
        FitsFile.Update(path, file => file[0].Header.AddHistory(new string('x', 72 * 40)));
        long length = new FileInfo(path).Length;
        FitsFile.Update(path, file => file[0].Header.Remove("HISTORY"));
        Assert.Equal(length, new FileInfo(path).Length);
        using var file = FitsFile.Open(path);
        Assert.Equal(0, CrashWriter.StateOf(file));
        Assert.Equal("", file[0].Header.Cards[^1].Keyword);
    }

    [Fact]
    public void An_interrupted_update_is_undone_by_the_next_reader()
    {
        string path = PathOf("a.fits");
        CrashWriter.Create(path);
        byte[] old = File.ReadAllBytes(path);
        var patches = Interrupt(path);
        Assert.NotEqual(old, File.ReadAllBytes(path));
        using (var file = FitsFile.Open(path)) Assert.Equal(0, CrashWriter.StateOf(file));
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Equal(["a.fits"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
        Assert.Equal(2, patches);
    }

    [Fact]
    public void A_reader_who_may_not_write_sees_the_file_as_it_was_and_leaves_it_alone()
    {
        string path = PathOf("a.fits");
        CrashWriter.Create(path);
        Interrupt(path);
        byte[] half = File.ReadAllBytes(path);
        using (var file = FitsFile.OpenLocked(path, path, recover: true, mayWrite: false))
        {
            Assert.Equal(0, CrashWriter.StateOf(file));
            using var content = new MemoryStream();
            file.WriteTo(content);
            Assert.NotEqual(half, content.ToArray());
        }
        Assert.Equal(half, File.ReadAllBytes(path));
        using (var recovered = FitsFile.Open(path)) Assert.Equal(0, CrashWriter.StateOf(recovered));
        Assert.NotEqual(half, File.ReadAllBytes(path));
    }

    [Fact]
    public void Readers_never_see_half_of_a_header_update()
    {
        string path = PathOf("a.fits");
        CrashWriter.Create(path);
        int last = 0;
        int states = CrashTest.ReadWhileWriting(path, reads: 24, state =>
        {
            Assert.True(state >= last, $"state {state} after {last}");
            last = state;
        });
        Assert.True(states > 3, $"{states} states");
    }

    [Fact]
    public void A_journal_is_dropped_where_the_file_was_replaced_meanwhile()
    {
        string path = PathOf("a.fits");
        CrashWriter.Create(path);
        Interrupt(path);
        using (var other = new FitsFile())
        {
            other.Add(new ImageHdu());
            other[0].Header.Set("OTHER", true);
            File.Delete(path);
            other.Save(PathOf("b.fits"));
        }
        File.Move(PathOf("b.fits"), path);
        using var file = FitsFile.Open(path);
        Assert.True(file[0].Header.GetBool("OTHER"));
        Assert.Equal(["a.fits"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit is set by the shell");
        string path = PathOf("a.fits");
        CrashWriter.Create(path);
        byte[] old = File.ReadAllBytes(path);
        // A limit of 8000 blocks of 1 kB: every write beyond fails, as on a full disk.
        string program = typeof(FullDiskWriter).Assembly.Location;
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])["-c", "trap '' XFSZ; ulimit -f 8000; exec dotnet \"$@\"", "bash", program, FullDiskWriter.Verb, path]) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var writer = Process.Start(start)!;
        string output = writer.StandardOutput.ReadToEnd();
        Assert.True(writer.WaitForExit(60_000));
        Assert.True(writer.ExitCode == 0, output);
        Assert.Contains("cannot be written", output);
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Equal(["a.fits"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    /// <summary>Leaves file and journal as a writer does that is killed between its two writes.</summary>
    private static int Interrupt(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        var patches = new List<FilePatch>();
        foreach (int offset in (int[])[2880 - 160, 5760 + 800]) patches.Add(new FilePatch(offset, bytes.AsSpan(offset, 80).ToArray(), [.. Enumerable.Repeat((byte)'?', 80)]));
        UpdateJournal.Write(path, bytes.Length, patches);
        using var file = File.OpenHandle(path, access: FileAccess.Write, share: FileShare.ReadWrite);
        RandomAccess.Write(file, patches[0].New, patches[0].Offset);
        return patches.Count;
    }

    private static void Link(string target, string link)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs hard links by ln");
        using var process = Process.Start("ln", [target, link])!;
        process.WaitForExit();
    }
}
