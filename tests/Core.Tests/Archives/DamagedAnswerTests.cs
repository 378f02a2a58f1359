using HstNotebooks.Archives;
using HstNotebooks.Errors;

namespace HstNotebooks.Tests.Archives;

/// <summary>Whatever a service or the network makes of an answer, it is read or refused with one clear error.</summary>
public sealed class DamagedAnswerTests
{
    private static readonly Dictionary<string, Action<byte[]>> Readers = new()
    {
        ["mast/caom.json"] = b => MastTable.Parse(b),
        ["mast/products.json"] = b => MastTable.Parse(b),
        ["mast/mission_results.json"] = b => MastTable.Parse(b),
        ["mast/columnsconfig.json"] = b => MastColumns.Parse(b),
        ["mast/resolver.json"] = b => MastNames.Parse(b),
        ["sdss/xid_im.txt"] = b => SdssTable.Parse(b),
        ["gaia/job_1.vot"] = b => GaiaTable.Parse(b),
        ["gaia/job_2.vot.gz"] = b => GaiaTable.Parse(b),
        ["gaia/launch_job.json"] = b => GaiaTable.Parse(b),
        ["tap/xmlparser/test_job_results.xml"] = b => GaiaTable.Parse(b),
        ["tap/data/test_tables.xml"] = b => TapTables.Parse(b),
        ["tap/xmlparser/test_jobs_async.xml"] = b => UwsJobs.Parse(b),
        ["gaia/gaia_dr3_source_id_5937083312263887616_dl_products_fits.zip"] = b => GaiaProducts.Parse(b, 1 << 24),
        ["mast/bundleResponse.json"] = b => MastReplies.Bundle(b),
        ["mast/mast_relative_path.json"] = b => MastReplies.Paths(b),
        ["mast/tess_sector.json"] = b => MastReplies.Sectors(b),
        ["mast/panstarrs_columns.json"] = b => MastDirectory.ServiceColumns(b),
        ["mast/ddcolumns.json"] = b => MastDirectory.Columns(b),
        ["crds/roman_server_config_example.txt"] = b => CrdsCache.OperationalContext(System.Text.Encoding.UTF8.GetString(b), "server_config"),
        ["crds/hst_acs_flshfile.rmap"] = b => CrdsMapping.Parse(System.Text.Encoding.UTF8.GetString(b), "x.rmap"),
        ["crds/hst_wfpc2_flatfile.rmap"] = b => CrdsMapping.Parse(System.Text.Encoding.UTF8.GetString(b), "x.rmap"),
        ["crds/hst_acs.imap"] = b => CrdsMapping.Parse(System.Text.Encoding.UTF8.GetString(b), "x.imap").Children(),
    };

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_answer_is_read_or_refused(string name)
    {
        byte[] whole = File.ReadAllBytes(SharedData.Path(["data", "services", .. name.Split('/')]));
        var random = new Random(name.Length);
        for (int round = 0; round < 400; round++)
        {
            byte[] damaged = Damage(whole, random, round);
            try
            {
                Readers[name](damaged);
            }
            catch (ArchiveException e)
            {
                Assert.False(string.IsNullOrWhiteSpace(e.Message));
            }
            catch (Exception e)
            {
                Assert.Fail($"round {round}: {e}");
            }
        }
    }

    private static byte[] Damage(byte[] whole, Random random, int round)
    {
        if (round == 0) return [];
        byte[] damaged = [.. whole];
        switch (round % 4)
        {
            case 0:
                return damaged[..random.Next(damaged.Length)];
            case 1:
                for (int i = 0; i < 3; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                return damaged;
            case 2:
                // A piece is lost in the middle.
                int from = random.Next(damaged.Length), to = random.Next(from, damaged.Length);
                return [.. damaged[..from], .. damaged[to..]];
            default:
                // Structural characters where they do not belong.
                for (int i = 0; i < 2; i++) damaged[random.Next(damaged.Length)] = (byte)"{}[](),:'\"<>|\n"[random.Next(14)];
                return damaged;
        }
    }
}
