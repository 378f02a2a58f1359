using HstNotebooks.Alignment;
using HstNotebooks.Drizzling;
using HstNotebooks.Exposures;
using HstNotebooks.Figures;
using HstNotebooks.Fits;
using HstNotebooks.Hosting;
using HstNotebooks.Magics;
using HstNotebooks.Pictures;
using HstNotebooks.Pictures.Viewer;
using HstNotebooks.Tables;
using HstNotebooks.Tasks;
using HstNotebooks.Wcs;

namespace HstNotebooks.Formatting;

/// <summary>The formatters that exist without anybody's help.</summary>
internal static class BuiltInFormatters
{
    public static void RegisterAll()
    {
        Formatters.Register<Exception>(ErrorFormatter.Format);
        Formatters.Register<Table>(table => TableFormatter.Format(new TableView(table, TableFormatter.DefaultRows)));
        Formatters.Register<TableView>(TableFormatter.Format);
        Formatters.Register<CoordinateList>(list => !list.IsListed ? MimeBundle.FromText(list.ToString()) : TableFormatter.Format(new TableView(list.ToTable(), TableFormatter.DefaultRows)));
        Formatters.Register<TweakBackResult>(TaskFormatters.Format);
        Formatters.Register<MapRegResult>(TaskFormatters.Format);
        Formatters.Register<FitsFile>(FitsFormatters.Format);
        Formatters.Register<FitsHeader>(FitsFormatters.Format);
        Formatters.Register<FitsCard>(FitsFormatters.Format);
        Formatters.Register<Hdu>(FitsFormatters.Format);
        Formatters.Register<Exposure>(FitsFormatters.Format);
        Formatters.Register<Chip>(FitsFormatters.Format);
        Formatters.Register<ImageWcs>(FitsFormatters.Format);
        Formatters.Register<Figure>(FigureFormatter.Format);
        Formatters.Register<FigureSet>(FigureFormatter.Format);
        Formatters.Register<TweakRegResult>(TweakRegFormatter.Format);
        Formatters.Register<ImageAlignment>(TweakRegFormatter.Format);
        Formatters.Register<AstroDrizzleResult>(AstroDrizzleFormatter.Format);
        Formatters.RegisterText<AstroDrizzleResult>(AstroDrizzleFormatter.Text);
        Formatters.Register<ChipStepResult>(DrizzleStepFormatter.Format);
        Formatters.Register<ImageStepResult>(DrizzleStepFormatter.Format);
        Formatters.Register<PictureRow>(PictureFormatter.Format);
        Formatters.Register<ImagePicture>(picture => PictureFormatter.Format(new PictureRow([picture])));
        Formatters.RegisterOpen(typeof(Images.Image<>), ImageFormatter.Format);
        Formatters.Register<TableColumn>(column => TableFormatter.Format(new TableView(new Table([column]), TableFormatter.DefaultRows)));
        Formatters.Register<Panel>(panel => MimeBundle.FromText($"panel {panel.Title} with {panel.Series.Count} series; show its figure to see it"));
        Formatters.Register<Pixmap>(PictureFormatter.Format);
        Formatters.Register<TpvPolynomial>(_ => MimeBundle.FromText("the polynomial of a TPV projection"));
        Formatters.Register<ReferenceFiles>(_ => MimeBundle.FromText("the reference files of an exposure"));
        Formatters.Register<ProgressLine>(_ => MimeBundle.FromText("the progress line of a task"));
        Formatters.Register<InteractiveHost>(_ => MimeBundle.FromText("the host of this notebook"));
        Formatters.Register<MagicHelp>(help => MimeBundle.FromHtml(Html.Preformatted(help.Text), help.Text));
    }
}
