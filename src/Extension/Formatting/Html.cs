using System.Net;

namespace HstNotebooks.Formatting;

/// <summary>Builds HTML fragments that look right in light and dark notebooks and cannot be broken by what headers and catalogs hold.</summary>
public static class Html
{
    /// <summary>
    /// Colours and table rules shared by all fragments. A notebook keeps each output for itself, so every fragment carries them.
    /// The theme is taken from the front end where it says one (JupyterLab, VS Code; the classic notebook is light), else from the system, on
    /// a ground of its own.
    /// </summary>
    private const string Style = """
        <style>
        .hst{--bg:#fff;--fg:#1f2328;--dim:#656d76;--line:#d0d7de;--soft:#f6f8fa;--good:#1a7f37;--poor:#9a6700;--bad:#cf222e;--link:#0969da;
        color:var(--fg);font:13px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif;max-width:100%;overflow-x:auto;background:var(--bg)}
        @media screen and (prefers-color-scheme:dark){.hst{--bg:#0d1117;--fg:#e6edf3;--dim:#8d96a0;--line:#30363d;--soft:#161b22;--good:#3fb950;--poor:#d29922;--bad:#f85149;--link:#4493f8}}
        [data-jp-theme-light] .hst,.vscode-light .hst,.vscode-dark .hst,[data-theme] .hst{background:none}
        [data-jp-theme-light="true"] .hst,.vscode-light .hst,.notebook_app .hst,[data-theme="light"] .hst{--bg:#fff;--fg:#1f2328;--dim:#656d76;--line:#d0d7de;--soft:#f6f8fa;--good:#1a7f37;--poor:#9a6700;--bad:#cf222e;--link:#0969da}
        [data-jp-theme-light="false"] .hst,.vscode-dark .hst,[data-theme="dark"] .hst{--bg:#0d1117;--fg:#e6edf3;--dim:#8d96a0;--line:#30363d;--soft:#161b22;--good:#3fb950;--poor:#d29922;--bad:#f85149;--link:#4493f8}
        .hst table{border-collapse:collapse;margin:4px 0;font-size:12px;color:inherit;border:0}
        .hst th,.hst td{border:0;border-bottom:1px solid var(--line);padding:2px 9px;text-align:left;white-space:nowrap;background:none;color:inherit;vertical-align:top}
        .hst th{font-weight:600}.hst .u th{font-weight:400;color:var(--dim);font-size:11px}.hst .n{text-align:right;font-variant-numeric:tabular-nums}
        .hst .wrap{white-space:normal;max-width:60em;overflow-wrap:anywhere}.hst .dim{color:var(--dim)}.hst .good{color:var(--good)}.hst .poor{color:var(--poor)}.hst .bad{color:var(--bad)}
        .hst pre{margin:2px 0;font:12px/1.4 ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre-wrap;background:none;color:inherit}
        .hst .box{border-left:4px solid var(--bad);background:var(--soft);padding:6px 12px;margin:4px 0}
        .hst summary{cursor:pointer;display:list-item}.hst p{margin:3px 0}
        @media print{.hst,.jp-OutputArea-output:has(.hst){overflow:visible!important}.hst{font-size:11px}.hst tr{break-inside:avoid}.hst table{font-size:10px}.hst th,.hst td{padding:1px 5px}}
        </style>
        """;

    /// <summary>Text with the five special characters of HTML replaced; safe between tags and inside quoted attributes.</summary>
    public static string Escape(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A complete fragment: the style and a container around trusted inner HTML.</summary>
    public static string Fragment(string inner) => $"{Style}<div class=\"hst\">{inner}</div>";

    /// <summary>A fragment of preformatted text.</summary>
    public static string Preformatted(string text) => Fragment($"<pre>{Escape(text)}</pre>");
}
