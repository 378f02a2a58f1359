using HstNotebooks.Archives;

namespace HstNotebooks.Magics;

/// <summary><c>#!sdss</c>: objects of SDSS around a position.</summary>
internal static class SdssMagic
{
    public static Magic Create() => ArchiveMagic.Define("sdss", "Finds objects of the Sloan Digital Sky Survey around a position.",
        [
            ArchiveMagic.Target, ArchiveMagic.Radius, ArchiveMagic.Width, ArchiveMagic.Height,
            new("fields", "columns of PhotoObjAll, separated by commas", typeof(string), "ra,dec,objid,run,rerun,camcol,field"),
            new("spectro", "only objects with a spectrum, with its columns", typeof(bool), "False"),
            new("data_release", "the data release", typeof(int), "17"),
            ArchiveMagic.Output,
        ],
        ["NGC 6791 --radius 6arcmin --fields ra,dec,g --output sdss.cat", "290.22 37.8 --width 0.2 --fields ra,dec,raErr,decErr,psfMag_r", "185.1 12.4 --radius 2arcmin --spectro"],
        async (arguments, progress, cancel) =>
        {
            var query = new SdssQuery
            {
                Radius = ArchiveMagic.Angle(arguments, "radius"),
                Width = ArchiveMagic.Angle(arguments, "width"),
                Height = ArchiveMagic.Angle(arguments, "height"),
                Fields = ArchiveMagic.Words(arguments, "fields"),
                Spectroscopic = ArchiveMagic.Switch(arguments, "spectro"),
                DataRelease = ArchiveMagic.Whole(arguments, "data_release") ?? 17,
            };
            var target = await ArchiveMagic.TargetAsync(arguments, progress, cancel).ConfigureAwait(false);
            return await Sdss.QueryRegionAsync(target, query, null, progress, cancel).ConfigureAwait(false);
        });
}
