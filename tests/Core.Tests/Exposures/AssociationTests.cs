using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Exposures;

public sealed class AssociationTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public AssociationTests()
    {
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.Add(TableHdu.Create(new Table(
            [
                new TableColumn<string>("MEMNAME", ["J8BT06NYQ", "J8BT06O6Q", "J8BT06LOST", "J8BT06010"]),
                new TableColumn<string>("MEMTYPE", ["EXP-DTH", "EXP-DTH", "EXP-DTH", "PROD-DTH"]),
                new TableColumn<bool>("MEMPRSNT", [true, true, false, true]),
            ]), "ASN"));
        file.Save(In("j8bt06010_asn.fits"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    private void Touch(params string[] names)
    {
        foreach (string name in names) File.WriteAllText(In(name), "");
    }

    [Fact]
    public void Members_that_are_present_are_found_with_the_best_suffix_that_all_have()
    {
        Touch("j8bt06nyq_flt.fits", "j8bt06o6q_flt.fits", "j8bt06nyq_flc.fits");
        var association = Association.Read(In("j8bt06010_asn.fits"));
        Assert.Equal("j8bt06010", association.Product);
        Assert.Equal([In("j8bt06nyq_flt.fits"), In("j8bt06o6q_flt.fits")], association.Members);
        Touch("j8bt06o6q_flc.fits");
        Assert.Equal([In("j8bt06nyq_flc.fits"), In("j8bt06o6q_flc.fits")], InputFiles.Resolve(In("*_asn.fits")));
    }

    [Fact]
    public void A_missing_member_is_named()
    {
        Touch("j8bt06nyq_flt.fits");
        Assert.Contains("j8bt06o6q", Assert.Throws<InputException>(() => Association.Read(In("j8bt06010_asn.fits"))).Message);
    }
}
