using HstNotebooks.Fits;
using HstNotebooks.Formatting;
using HstNotebooks.Images;
using HstNotebooks.Pictures;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Formatting;

public sealed class EscapingTests
{
    private const string Evil = "<script>alert('x')</script>";

    private static string Html(object value) => Formatters.Format(value).Data["text/html"];

    private static FitsFile FileWith(string target)
    {
        var header = new FitsHeader();
        header.Set("TARGNAME", target, "<img src=x onerror=alert(1)>");
        header.AddHistory(target);
        var file = new FitsFile();
        file.Add(new ImageHdu(header));
        var science = ImageHdu.Create(new Image<float>(8, 8));
        science.Header.Set("EXTNAME", "<b>SCI");
        science.Header.Set("BUNIT", "<u>e");
        file.Add(science);
        return file;
    }

    [Fact]
    public void A_script_in_a_header_is_shown_and_not_run()
    {
        var file = FileWith(Evil);
        foreach (object value in new object[] { file, file.PrimaryHeader, file[0], file[1], file.PrimaryHeader.Cards.First(c => c.Keyword == "TARGNAME") })
        {
            var bundle = Formatters.Format(value);
            string html = bundle.Data.GetValueOrDefault("text/html", "");
            Assert.DoesNotContain("<script>alert", html);
            Assert.DoesNotContain("<img src=x", html);
            Assert.DoesNotContain("<b>SCI", html);
        }
        Assert.Contains("&lt;script&gt;", Html(file.PrimaryHeader));
    }

    [Fact]
    public void A_script_in_a_title_or_label_cannot_leave_the_viewer()
    {
        var picture = Display.Image(new Image<float>(8, 8), new() { Title = Evil + "</script>" }, unit: Evil).Mark([3], [4], Evil);
        string html = Html(picture);
        Assert.DoesNotContain("<script>alert", html);
        Assert.Single(html.Split("</script>").SkipLast(1));
    }

    [Fact]
    public void A_script_in_a_catalog_a_dictionary_or_a_list_is_shown_and_not_run()
    {
        foreach (object value in new object[]
        {
            new Table([new TableColumn<string>("name", [Evil])]), new Dictionary<string, string> { [Evil] = Evil }, new object[] { Evil, 1 },
            new { Name = Evil }, new InvalidOperationException(Evil), new Errors.InputException(Evil) { File = Evil },
        })
            Assert.DoesNotContain("<script>alert", Formatters.Format(value).Data.GetValueOrDefault("text/html", ""));
    }
}
