using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Tables;

public sealed class InterruptionTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static readonly CancellationToken Stopped = new(canceled: true);

    [Theory]
    [InlineData(TableFormat.CommentedHeader)]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Ecsv)]
    [InlineData(TableFormat.FixedWidth)]
    [InlineData(TableFormat.VoTable)]
    public void Reading_stops_and_writing_leaves_the_old_file(TableFormat format)
    {
        string path = Path.Combine(folder, "table");
        File.WriteAllText(path, "old");
        var table = new Table([new TableColumn<double>("a", [1, 2, 3])]);
        Assert.Throws<OperationCanceledException>(() => table.Write(path, format, cancel: Stopped));
        Assert.Equal("old", File.ReadAllText(path));
        using var written = new MemoryStream();
        table.Write(written, format);
        Assert.Throws<OperationCanceledException>(() => Table.FromBytes(written.ToArray(), format, cancel: Stopped));
        Assert.Equal(["table"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Saving_a_FITS_file_stops_and_leaves_nothing()
    {
        using var file = new FitsFile();
        file.Add(ImageHdu.Create(new Image<double>(100, 100)));
        Assert.Throws<OperationCanceledException>(() => file.Save(Path.Combine(folder, "a.fits"), cancel: Stopped));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }
}
