using System.Globalization;
using System.Text;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Hosting;
using HstNotebooks.Wcs;

namespace HstNotebooks.Formatting;

/// <summary>Shows FITS files, headers and exposures.</summary>
internal static class FitsFormatters
{
    private const int MostCards = 5000;

    /// <summary>The list of HDUs, as astropy's info().</summary>
    public static MimeBundle Format(FitsFile file)
    {
        var grid = HduGrid(file);
        return grid.ToBundle(title: file.Path is { } path ? Path.GetFileName(path) : "FITS file in memory", footer: $"{file.Hdus.Count} HDUs");
    }

    public static MimeBundle Format(Hdu hdu)
    {
        var header = HeaderHtml(hdu.Header);
        string title = $"{hdu.Label}: {Kind(hdu)} {Dimensions(hdu)} {DataFormat(hdu)}".TrimEnd();
        return MimeBundle.FromHtml(Html.Fragment($"<b>{Html.Escape(title)}</b>{header}"), $"{title}\n{HeaderText(hdu.Header)}");
    }

    /// <summary>The cards of a header with a field to search in them.</summary>
    public static MimeBundle Format(FitsHeader header) => MimeBundle.FromHtml(Html.Fragment(HeaderHtml(header)), HeaderText(header));

    public static MimeBundle Format(FitsCard card) => MimeBundle.FromText(CardText(card));

    public static MimeBundle Format(Exposure exposure)
    {
        string Text(string keyword) => exposure.Header.FindString(keyword) ?? "";
        string title = string.Create(CultureInfo.InvariantCulture,
            $"{exposure.FileName}: {exposure.Camera}, {exposure.Chips.Count} chips, {exposure.ExposureTime:G6} s, {Text("FILTER")}{Text("FILTER1")} {Text("TARGNAME")}");
        var grid = HduGrid(exposure.File);
        return grid.ToBundle(title: title.TrimEnd());
    }

    public static MimeBundle Format(Chip chip) => PropertyList.Format(chip.ToString(), WcsRows(chip.Wcs));

    public static MimeBundle Format(ImageWcs wcs) => PropertyList.Format("WCS " + wcs.Name, WcsRows(wcs));

    private static (string, string)[] WcsRows(ImageWcs wcs) =>
    [
        ("name", wcs.Name), ("size", $"{wcs.Width} x {wcs.Height} pixels"),
        ("reference pixel", FormattableString.Invariant($"({wcs.Linear.CrPix1:F3}, {wcs.Linear.CrPix2:F3}) at RA {wcs.Linear.CrVal1:F7}, Dec {wcs.Linear.CrVal2:F7}")),
        ("scale", FormattableString.Invariant($"{wcs.Linear.PixelScale:F5} arcsec per pixel, y axis at position angle {wcs.Linear.Orientation:F3} deg")),
        ("projection", wcs.Linear.Projection), ("distortion", wcs.HasDistortion ? "yes" : "no"),
    ];

    private static TextGrid HduGrid(FitsFile file)
    {
        var grid = new TextGrid([new("No.", IsNumber: true), new("Name"), new("Ver", IsNumber: true), new("Type"), new("Cards", IsNumber: true), new("Dimensions"), new("Format")]);
        for (int i = 0; i < file.Hdus.Count; i++)
        {
            var hdu = file.Hdus[i];
            grid.Add([$"{i}", hdu.Name, $"{hdu.Version}", Kind(hdu), $"{hdu.Header.Cards.Count}", Dimensions(hdu), DataFormat(hdu)]);
        }
        return grid;
    }

    private static string Kind(Hdu hdu) => hdu switch
    {
        ImageHdu { Index: 0 } => "PrimaryHDU",
        ImageHdu => "ImageHDU",
        RandomGroupsHdu => "GroupsHDU",
        TableHdu { IsAscii: true } => "TableHDU",
        TableHdu => "BinTableHDU",
        _ => hdu.Header.FindString("XTENSION") ?? "HDU",
    };

    private static string Dimensions(Hdu hdu) => hdu switch
    {
        ImageHdu image => "(" + string.Join(", ", image.Axes) + ")",
        RandomGroupsHdu groups => $"{groups.GroupCount} groups of ({string.Join(", ", groups.Axes)}), {groups.Parameters.Count} parameters",
        TableHdu table => $"{table.RowCount}R x {hdu.Header.FindInt("TFIELDS") ?? 0}C",
        _ => "",
    };

    private static string DataFormat(Hdu hdu) => hdu is not ImageHdu { HasData: true } image ? "" : image.BitPix switch
    {
        8 => "uint8",
        16 => image.Header.FindDouble("BZERO") == 32768 ? "int16 (rescales to uint16)" : "int16",
        32 => image.Header.FindDouble("BZERO") == 2147483648 ? "int32 (rescales to uint32)" : "int32",
        64 => "int64",
        -32 => "float32",
        -64 => "float64",
        var other => $"BITPIX {other}",
    };

    private static string HeaderHtml(FitsHeader header)
    {
        string id = Figures.Rendering.PageScript.NewId(header.Cards.Count.ToString(CultureInfo.InvariantCulture));
        var html = new StringBuilder($"<div id=\"{id}\"><input type=\"search\" placeholder=\"search keyword, value, comment\" style=\"width:22em;max-width:100%;font-size:12px;color:inherit;background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:2px 6px\">")
            .Append("<div style=\"max-height:30em;overflow:auto\"><table><tbody>");
        foreach (var card in header.Cards.Take(MostCards))
            html.Append($"<tr><th>{Html.Escape(card.Keyword)}</th><td class=\"wrap\">{Html.Escape(ValueOf(card))}</td><td class=\"wrap dim\">{Html.Escape(card.Comment)}</td></tr>");
        html.Append($"</tbody></table></div><span class=\"dim\">{header.Cards.Count} cards</span></div>");
        html.Append($"<script>(function(r){{if(!r)return;r.querySelector('input').oninput=function(e){{var q=e.target.value.toLowerCase();r.querySelectorAll('tr').forEach(function(t){{t.style.display=t.textContent.toLowerCase().indexOf(q)<0?'none':'';}});}};}})(document.getElementById('{id}'));</script>");
        return html.ToString();
    }

    private static string HeaderText(FitsHeader header) => string.Join("\n", header.Cards.Take(MostCards).Select(CardText));

    private static string CardText(FitsCard card)
    {
        if (card.Keyword is "COMMENT" or "HISTORY" or "") return $"{card.Keyword,-8} {card.Value}".TrimEnd();
        string comment = string.IsNullOrEmpty(card.Comment) ? "" : " / " + card.Comment;
        return $"{card.Keyword,-8}= {ValueOf(card)}{comment}";
    }

    private static string ValueOf(FitsCard card) => card.Value switch
    {
        null => "",
        bool flag => flag ? "T" : "F",
        string text when card.Keyword is "COMMENT" or "HISTORY" or "" => text,
        string text => $"'{text}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}
