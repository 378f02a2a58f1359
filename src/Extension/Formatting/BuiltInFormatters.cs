using HstNotebooks.Hosting;
using HstNotebooks.Magics;
using HstNotebooks.Pictures;
using HstNotebooks.Pictures.Viewer;
using HstNotebooks.Tables;

namespace HstNotebooks.Formatting;

/// <summary>The formatters that exist without anybody's help.</summary>
internal static class BuiltInFormatters
{
    public static void RegisterAll()
    {
        Formatters.Register<Exception>(ErrorFormatter.Format);
        Formatters.Register<Table>(table => TableFormatter.Format(new TableView(table, TableFormatter.DefaultRows)));
        Formatters.Register<TableView>(TableFormatter.Format);
        Formatters.Register<Figures.Figure>(Figures.FigureFormatter.Format);
        Formatters.Register<PictureRow>(PictureFormatter.Format);
        Formatters.Register<ImagePicture>(picture => PictureFormatter.Format(new PictureRow([picture])));
        Formatters.RegisterOpen(typeof(Images.Image<>), ImageFormatter.Format);
        Formatters.Register<MagicHelp>(help => MimeBundle.FromHtml(Html.Preformatted(help.Text), help.Text));
    }
}
