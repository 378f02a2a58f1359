using System.Buffers.Binary;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Fits;

/// <summary>Random groups, built by hand after section 6 of the FITS standard.</summary>
public sealed class RandomGroupsTests
{
    /// <summary>Three groups of 2 x 2 values behind three parameters, of which two are the parts of a date; an image extension follows.</summary>
    private static byte[] Bytes()
    {
        string[] cards =
        [
            "SIMPLE  =                    T", "BITPIX  =                   16", "NAXIS   =                    3", "NAXIS1  =                    0", "NAXIS2  =                    2", "NAXIS3  =                    2",
            "GROUPS  =                    T", "PCOUNT  =                    3", "GCOUNT  =                    3", "BSCALE  =                  0.5", "BZERO   =                  1.0",
            "PTYPE1  = 'UU      '", "PSCAL1  =                  0.1", "PTYPE2  = 'DATE    '", "PZERO2  =            2450000.0", "PTYPE3  = 'DATE    '", "PSCAL3  =                0.001", "END",
        ];
        short[] values = [10, 1, 500, 1, 2, 3, 4, 20, 2, 250, 5, 6, 7, 8, -30, 3, 0, 9, 10, 11, -12];
        using var stream = new MemoryStream();
        stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Concat(cards.Select(card => card.PadRight(80))).PadRight(2880)));
        var data = new byte[2880];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt16BigEndian(data.AsSpan(2 * i), values[i]);
        stream.Write(data);
        using var rest = new FitsFile();
        rest.Add(new ImageHdu());
        var image = ImageHdu.Create(new Image<float>(2, 1, [1, 2]));
        image.Header.Set("EXTNAME", "SCI");
        rest.Add(image);
        using var written = new MemoryStream();
        rest.WriteTo(written);
        stream.Write(written.ToArray().AsSpan(2880));
        return stream.ToArray();
    }

    [Fact]
    public void Parameters_and_groups_have_their_scaled_values()
    {
        using var file = FitsFile.FromBytes(Bytes(), "uv.fits");
        var groups = Assert.IsType<RandomGroupsHdu>(file[0]);
        Assert.Equal((3, 2), (groups.GroupCount, groups.Axes.Count));
        Assert.Equal(["UU", "DATE", "DATE"], groups.Parameters);
        Assert.Equal([1.0, 2.0, -3.0], groups.ReadParameter("uu"));
        // Two parameters of one name are added.
        Assert.Equal([2450001.5, 2450002.25, 2450003.0], groups.ReadParameter("DATE"));
        Assert.Equal(["UU", "DATE"], groups.ReadParameters().Columns.Select(column => column.Name));
        Assert.Equal([1.5f, 2f, 2.5f, 3f], groups.ReadGroup<float>(0));
        Assert.Equal([5.5, 6, 6.5, -5], groups.ReadGroup<double>(2));
        Assert.Contains("UU, DATE", Assert.Throws<FitsException>(() => groups.ReadParameter("VV")).Expected, StringComparison.Ordinal);
        Assert.Throws<FitsException>(() => groups.ReadGroup<float>(3));
    }

    [Fact]
    public void Other_HDUs_of_the_file_are_used_and_the_groups_are_no_image()
    {
        using var file = FitsFile.FromBytes(Bytes(), "uv.fits");
        Assert.Equal(2f, file.Image("SCI").Read<float>()[0, 1]);
        var error = Assert.Throws<FitsException>(() => file.Image("PRIMARY"));
        Assert.Contains("random groups", error.Message, StringComparison.Ordinal);
        Assert.Contains("RandomGroupsHdu", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_groups_is_written_back_byte_for_byte_and_its_headers_can_be_edited()
    {
        using var file = FitsFile.FromBytes(Bytes());
        using var same = new MemoryStream();
        file.WriteTo(same);
        Assert.Equal(Bytes(), same.ToArray());
        file[0].Header.Set("OBJECT", "3C 273");
        using var edited = new MemoryStream();
        file.WriteTo(edited);
        using var again = FitsFile.FromBytes(edited.ToArray());
        Assert.Equal("3C 273", again[0].Header.GetString("OBJECT"));
        Assert.Equal([1.0, 2.0, -3.0], Assert.IsType<RandomGroupsHdu>(again[0]).ReadParameter("UU"));
    }
}
